# Trao đổi giữa xã và tỉnh, thông báo, thư tổng hợp, minh chứng công khai.

questions-title = Trao đổi
questions-lead = Vướng mắc các đơn vị đã báo và những mục được yêu cầu giải trình, quá hạn đứng trước.
questions-none = Không có vướng mắc hay yêu cầu giải trình nào đang mở.
questions-caption = Vướng mắc và yêu cầu giải trình đang mở
questions-kind = Loại
questions-state = Trạng thái
questions-due = Hạn trả lời

talk-title = Trao đổi về { $criterion } của { $unit }
talk-to-item = Xem mục này
talk-beside = Trao đổi về mục này
talk-go = Viết hoặc trả lời
talk-none = Chưa có trao đổi nào.
talk-who = { $name } ({ $role }), { $at }
talk-due = Hạn trả lời { $due }.
talk-owed = Người trả lời: { $role }. Hạn trả lời { $due }.
talk-difficulty = Vướng mắc
talk-explanation = Yêu cầu giải trình
talk-state-open = Chờ trả lời
talk-state-overdue = Quá hạn trả lời
talk-state-answered = Đã trả lời
talk-state-closed = Đã kết thúc
talk-said-report = Báo vướng mắc
talk-said-request = Yêu cầu giải trình
talk-said-reply = Trả lời vướng mắc
talk-said-explained = Giải trình
talk-said-again = Hỏi lại
talk-said-handed-over = Chuyển người trả lời
talk-said-closed = Kết thúc
talk-said-note = Ghi chú
talk-words = Nội dung
talk-do-reply = Trả lời
talk-do-explain = Gửi giải trình
talk-do-hand-to-sector = Chuyển sở, ngành trả lời
talk-do-hand-to-reviewer = Chuyển người thẩm định trả lời
talk-do-ask-again = Hỏi lại
talk-do-close = Kết thúc
talk-begin-report = Báo vướng mắc
talk-report-what = Khó khăn, vướng mắc gì và cần hỗ trợ gì?
talk-report-to = Gửi tới
talk-do-report = Gửi vướng mắc
talk-begin-request = Yêu cầu giải trình
talk-request-what = Cần giải trình điều gì?
talk-request-by = Trả lời trước 17:00 ngày
talk-do-request = Gửi yêu cầu
talk-begin-note = Ghi chú
talk-note-what = Ghi chú cho bên kia
talk-do-note = Gửi ghi chú
talk-secret = Đơn vị và cấp tỉnh cùng đọc được trang này; công chúng không đọc được. Điều đã gửi không sửa, không xóa được. Không ghi thông tin mật.
talk-refused = Chưa gửi được
talk-needs-words = Hãy viết nội dung, nhiều nhất 2.000 ký tự.
talk-needs-due = Hãy chọn một ngày sau hôm nay, trong vòng một năm.
talk-changed = Vừa có trả lời hoặc nội dung mới, có thể do chính tài khoản này gửi từ một cửa sổ khác. Hãy đọc nội dung mới ở dưới rồi gửi lại nếu vẫn cần; nội dung đã viết vẫn còn trong ô.

done-written = Đã gửi.
done-evidence-opened = Đã công khai minh chứng.
done-evidence-opened-later = Đã mở minh chứng; công chúng xem được từ bản công bố có câu trả lời này.
done-evidence-closed = Đã thôi công khai minh chứng.
done-mail-set = Đã lưu địa chỉ nhận thư.

expiry-days =
    { $days ->
        [0] Hết hiệu lực hôm nay
       *[other] Còn hiệu lực { $days } ngày
    }

notices-door =
    { $number ->
        [0] Thông báo
       *[other] Thông báo ({ $number })
    }
notices-title = Thông báo
notices-none = Không có việc nào đang chờ.
notice-unit-ended = Đơn vị không còn tồn tại; phiếu của đơn vị ghi nơi thay thế
notice-returned =
    { $number ->
       *[other] { $number } mục được trả lại, chờ bổ sung và nộp lại
    }
notice-period-due =
    { $number ->
       *[other] { $number } mục bắt buộc chưa nộp mà đợt sắp hết hạn hoặc đã quá hạn
    }
notice-to-sign =
    { $number ->
       *[other] { $number } mục chờ lãnh đạo duyệt
    }
notice-explanation-wanted =
    { $number ->
       *[other] { $number } mục được yêu cầu giải trình
    }
notice-difficulty-answered =
    { $number ->
       *[other] { $number } vướng mắc đã được trả lời
    }
notice-expiring-soon =
    { $number ->
       *[other] { $number } mục sắp hết hiệu lực
    }
notice-expiring =
    { $number ->
       *[other] { $number } mục hết hiệu lực trong 30 ngày tới
    }
notice-reviews =
    { $number ->
       *[other] { $number } mục chờ thẩm định
    }
notice-difficulty-open =
    { $number ->
       *[other] { $number } vướng mắc chờ trả lời
    }
notice-explanation-answered =
    { $number ->
       *[other] { $number } giải trình đã gửi, chờ xem
    }
notice-directive-open =
    { $number ->
       *[other] { $number } nhiệm vụ Ban Chỉ đạo giao, chờ trả lời
    }
notice-codes-guessed = Mã xác thực của tài khoản này đã bị nhập sai quá nhiều lần. Nếu không phải do mình nhập, có người khác biết mật khẩu: hãy đề nghị quản trị viên cấp liên kết đặt mật khẩu mới
notice-directive-answered =
    { $number ->
       *[other] { $number } nhiệm vụ đã giao được trả lời, chờ chấp nhận
    }
notice-ends = Sớm nhất vào ngày { $date }.
notice-file-missing = Tệp minh chứng “{ $name }” không còn trên máy chủ. Hãy khôi phục từ bản sao lưu hoặc đề nghị đơn vị gửi lại (SHA-256 { $sha256 })
notice-file-altered = Tệp minh chứng “{ $name }” trên máy chủ không còn đúng như lúc được gửi. Hãy khôi phục từ bản sao lưu hoặc đề nghị đơn vị gửi lại (SHA-256 { $sha256 })
notice-file-unreadable = Máy chủ không đọc được tệp minh chứng “{ $name }”. Hãy kiểm tra ổ đĩa và quyền của thư mục (SHA-256 { $sha256 })

mail-title = Thư tổng hợp hằng ngày
mail-address = Địa chỉ thư điện tử
mail-how = Mỗi ngày nhiều nhất một thư, chỉ gửi khi có việc đang chờ. Để trống nếu không muốn nhận.
mail-off = Máy chủ này chưa được cài đặt để gửi thư; địa chỉ được giữ lại để dùng sau.
mail-refused = Địa chỉ này chưa đúng. Hãy nhập theo mẫu: ten@xa.gov.vn
mail-save = Lưu địa chỉ
mail-subject =
    { $number ->
       *[other] Hệ thống Xanh: { $number } việc đang chờ, ngày { $date }
    }
mail-greeting = Kính gửi ông/bà { $name }, những việc sau đang chờ xử lý:
mail-footer = Thư này được gửi tự động, mỗi ngày nhiều nhất một thư. Xem tất cả hoặc thôi nhận thư: { $address }

evidence-private = Chỉ đơn vị và người thẩm định xem được.
evidence-public = Đang công khai
evidence-open = Công khai minh chứng này
evidence-close-open = Thôi công khai
evidence-close-why = Lý do thôi công khai
evidence-close = Thôi công khai
evidence-not-confirmed = Chỉ công khai được minh chứng của câu trả lời đã xác nhận.
evidence-public-later = Đã mở, công chúng xem được khi câu trả lời đã xác nhận có trong một bản công bố
evidence-status-only = Tiêu chí này chỉ công khai trạng thái, nên minh chứng không công khai được.
public-evidence = Minh chứng công khai
public-evidence-note = Do người thẩm định chọn công khai. Tệp được tải về, không mở trong trang.
public-status-only = Chỉ công khai trạng thái
public-hash-withheld = Có tiêu chí chỉ công khai trạng thái, nên văn bản để tính lại mã băm không hiện ở đây. Ủy ban Kiểm tra và cấp tỉnh kiểm tra được.

corrections-title = Đính chính
corrections-reason = Lý do:
corrections-changed =
    { $n ->
       *[other] Trạng thái hoặc tiêu chí của { $number } đơn vị đã thay đổi.
    }
corrections-cut = Chỉ liệt kê { $most } đơn vị đầu; so sánh tệp CSV của hai bản để xem tất cả.
