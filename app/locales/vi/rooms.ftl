# Các trang sau khi đăng nhập: cán bộ, thẩm định, công bố, tài khoản, nhật ký.

shell-doors = Phòng làm việc
shell-person = Đang đăng nhập:
shell-sign-out = Đăng xuất

sign-in-title = Đăng nhập
sign-in-name = Tên đăng nhập
sign-in-password = Mật khẩu
sign-in-go = Đăng nhập
sign-in-forgot = Quên mật khẩu? Đề nghị quản trị viên của tỉnh cấp liên kết đặt lại; liên kết dùng được một lần.
sign-in-wrong = Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ rồi nhập lại.
sign-in-wrong-code = Mã chưa đúng hoặc đã dùng rồi. Hãy chờ mã mới trên điện thoại rồi nhập lại.
sign-in-too-many = Đã nhập sai quá nhiều lần từ máy này. Hãy thử lại sau { $minutes } phút.
sign-in-codes-shut = Tài khoản này đã bị nhập sai mã xác thực quá nhiều lần. Trong { $minutes } phút tới chỉ nhận mã dự phòng đã lưu. Nếu không phải bạn đã nhập, hãy đề nghị quản trị viên cấp liên kết đặt mật khẩu mới.
sign-in-codes-spent = Đã nhập sai mã xác thực năm lần, nên lần đăng nhập này đã kết thúc. Hãy kiểm tra giờ trên điện thoại rồi đăng nhập lại; có thể phải chờ tối đa 15 phút.
sign-in-ended = Phiên làm việc đã kết thúc. Hãy đăng nhập lại để tiếp tục.
sign-in-carried = Nội dung vừa gửi được giữ lại trên trang này và sẽ có lại ngay sau khi đăng nhập. Tệp đính kèm cần chọn lại.
sign-in-differ = Hai lần nhập mật khẩu mới chưa giống nhau.
sign-in-short = Mật khẩu mới cần ít nhất 12 ký tự.
sign-in-demo = Bản trình diễn
sign-in-demo-how = Tài khoản thử và khóa xác thực hai lớp được in ra khi chạy chương trình. Chúng chỉ có trong cơ sở dữ liệu mô phỏng.

code-title = Mã xác thực
code-how = Mở ứng dụng xác thực trên điện thoại và nhập mã 6 chữ số đang hiện.
code-label = Mã xác thực
code-go = Tiếp tục
code-recovery = Không có điện thoại? Nhập một trong các mã dự phòng đã lưu; mỗi mã dùng được một lần.

enrol-title = Thiết lập xác thực hai lớp
enrol-why = Vai trò của tài khoản này cần thêm một lớp xác thực ngoài mật khẩu.
enrol-app = Cài một ứng dụng xác thực (TOTP) trên điện thoại.
enrol-secret = Thêm tài khoản mới bằng khóa:
enrol-open = Mở trong ứng dụng
enrol-type = Nhập mã 6 chữ số mà ứng dụng hiện ra.
enrol-go = Bật xác thực hai lớp

recovery-title = Mã dự phòng
recovery-why = Hãy ghi lại các mã này ở nơi an toàn. Mỗi mã dùng được một lần khi không có điện thoại. Trang này chỉ hiện một lần.
recovery-go = Đã ghi lại, tiếp tục

link-title = Đặt mật khẩu
link-for = Tài khoản: { $name }
link-new = Mật khẩu mới
link-new-help = Ít nhất 12 ký tự. Một câu ngắn dễ nhớ là tốt nhất.
link-again = Nhập lại mật khẩu mới
link-go = Đặt mật khẩu

stage-not-declared = Chưa khai
stage-draft = Nháp
stage-ready = Chờ lãnh đạo ký
stage-submitted = Chờ thẩm định
stage-confirmed = Đã xác nhận
stage-returned = Bị trả lại

desks-title = Phiếu của xã
desks-empty = Tài khoản này chưa được giao xã, phường nào.
desk-title = Phiếu của { $unit }
desk-green = Đơn vị đang đạt mọi tiêu chí bắt buộc.
desk-open =
    { $number ->
       *[other] Còn { $number } việc cần làm để đạt trạng thái Xanh.
    }
desk-nothing-open =
    { $waiting ->
        [0] Không còn việc nào cần làm.
       *[other] Không còn việc nào cần làm; { $waiting } mục đang chờ thẩm định.
    }
desk-met = Đã đạt { $fraction } tiêu chí bắt buộc.
desk-period = Đợt { $code }, hạn { $due }.
desk-hand-in =
    { $number ->
       *[other] Nộp { $number } mục đã nhập đủ
    }
desk-carry =
    { $number ->
       *[other] Giữ nguyên { $number } mục không thay đổi
    }
desk-sign =
    { $number ->
       *[other] Ký { $number } mục đang chờ
    }
desk-todo = Việc cần làm
desk-todo-none = Không còn việc nào cần làm lúc này.
desk-due = Hạn { $due }.
desk-overdue = Đã quá hạn { $due }.
desk-draft-complete = Đã nhập đủ, chưa nộp.
desk-draft-incomplete = Đang nhập dở.
desk-ready = Đã nộp, đang chờ lãnh đạo ký.
desk-all = Tất cả tiêu chí
desk-group = { $group }: đạt { $fraction }
desk-criterion = Tiêu chí
desk-now = Nếu công bố bây giờ
desk-confirmed = Giá trị đã xác nhận
desk-until = hiệu lực đến { $date }
desk-stage = Trạng thái phiếu
desk-public = Trang công khai của đơn vị

item-saved = Lưu lúc { $at }, người lưu: { $by }.
item-returned = Bị trả lại lúc { $at }, hạn mới { $due }.
item-sent-back = Lãnh đạo chuyển lại: “{ $text }”
item-pass = Cần đạt
item-last-label = Đã xác nhận gần nhất
item-last = { $value }, số liệu ngày { $date }, hiệu lực đến { $until }
item-last-none = chưa có
item-evidence-wanted = Minh chứng cần có
item-due = Hạn
item-answer = Câu trả lời
item-said = Nội dung khai
item-nothing-written = Chưa khai.
item-not-applicable = Không áp dụng
item-means-nothing = Khi nhập đủ và lưu, dòng này cho biết giá trị đã đạt hay chưa.
item-means-pass = Giá trị này đạt tiêu chí.
item-means-near = Giá trị này gần đạt tiêu chí.
item-means-below = Giá trị này chưa đạt tiêu chí.
item-means-pass-share = Giá trị này đạt tiêu chí: { $share }.
item-means-near-share = Giá trị này gần đạt tiêu chí: { $share }, còn thiếu { $lacking } để đạt.
item-means-below-share = Giá trị này chưa đạt tiêu chí: { $share }, còn thiếu { $lacking } để đạt.
item-means-not-applicable = Không áp dụng: cần người thẩm định chấp thuận; tiêu chí này được bỏ khỏi cả tử số và mẫu số.
item-evidence = Minh chứng
item-save = Lưu nháp
item-hand-in = Lưu và nộp
item-problems = Chưa nộp được
item-problems-kept = Nội dung vừa nhập đã được lưu vào nháp. Hãy sửa những chỗ sau rồi nộp lại:
item-problems-saved = Đã lưu nháp, trừ chỗ sau
item-problems-besides = Nội dung vừa nhập đã được lưu vào nháp. Chỗ sau chưa được nhận:
item-problems-unsaved = Chưa lưu
item-problems-partly = Chưa có gì được lưu. Phần đã đọc được của nội dung vừa nhập còn trong biểu mẫu dưới đây.
item-problems-here = Chưa có gì được lưu. Nội dung vừa nhập vẫn còn trong biểu mẫu dưới đây; hãy sửa những chỗ sau rồi lưu lại:
item-form-large = Biểu mẫu lớn quá mức: chữ tối đa 256 KB, tệp tối đa { $mib } MB. Phần ở sau chỗ quá lớn chưa được đọc; hãy xem lại các ô và chọn lại tệp.
problem-too-long = Dài { $length } ký tự, nhiều nhất { $most } ký tự (mỗi lần xuống dòng tính là một ký tự). Hãy rút ngắn.
item-withdraw-open = Rút lại để sửa
item-withdraw-why = Lý do rút lại
item-withdraw = Rút lại
item-sign-title = Ký duyệt
item-sign = Ký và gửi thẩm định
item-send-back-why = Lý do chuyển lại cho cán bộ
item-send-back = Chuyển lại
item-neighbours = Tiêu chí trước và sau
item-previous = Tiêu chí trước:
item-next = Tiêu chí sau:

field-yes = Đã có hoặc đã thực hiện?
field-date = Ngày thực hiện gần nhất
field-number = Số đo được ({ $unit })
field-fact-date = Số liệu tính đến ngày
field-fact-date-help = Ngày mà điều khai là đúng, không phải ngày nhập.
field-note = Ghi chú cho người thẩm định
field-note-help = Nếu chưa có minh chứng hoặc tiêu chí không áp dụng, hãy nêu lý do ở đây. Không ghi thông tin mật hoặc dữ liệu cá nhân.
field-explanation = Giải thích thay đổi
field-explanation-help = Giá trị khác nhiều so với lần xác nhận gần nhất. Hãy nói ngắn gọn vì sao.
field-not-applicable = Tiêu chí này không áp dụng ở đây
field-file = Tệp minh chứng
field-file-help = PDF, ảnh (JPG, PNG, WebP), Word, Excel hoặc OpenDocument, tối đa { $mib } MB, mỗi lần một tệp. Tệp được gửi khi bấm Lưu.
field-link = Đường dẫn đến minh chứng
field-document = Số, ký hiệu văn bản
field-issuer = Cơ quan ban hành
field-evidence-date = Ngày của minh chứng (để trống nếu trùng ngày số liệu)

problem-missing = chưa nhập
problem-not-a-number = cần số nguyên từ 0 trở lên, ví dụ 1200 hoặc 1.200
problem-not-a-date = cần ngày có thật, ví dụ 23/11/2026
problem-future = ngày còn ở phía trước
problem-expired = số liệu trước ngày { $date } đã hết hiệu lực; cần số liệu từ ngày đó trở đi
problem-older = đã có số liệu ngày { $date } được xác nhận; cần số liệu từ ngày đó trở đi. Nếu số liệu kia sai, hãy đề nghị người thẩm định mở lại mục
problem-part-above-whole = phần lớn hơn tổng số
problem-nothing-to-measure = tổng số bằng 0; nếu không có gì để đo, hãy chọn “không áp dụng”
problem-needs-reason = cần nêu lý do không áp dụng
problem-needs-explanation = khác nhiều so với lần trước, cần giải thích
problem-needs-evidence = cần minh chứng, hoặc ghi chú nêu lý do chưa có

file-missing = Chưa chọn tệp.
file-too-large = Tệp lớn hơn { $mib } MB, chưa được nhận. Hãy giảm kích thước hoặc tách tệp.
file-empty = Tệp trống, không có nội dung nên chưa được nhận. Hãy mở tệp trên máy để kiểm tra rồi gửi lại.
file-unknown = Nội dung tệp không phải PDF, ảnh, Word, Excel hay OpenDocument nên chưa được nhận. Hãy lưu lại thành PDF rồi gửi.
file-heic = Đây là ảnh HEIC của điện thoại, chưa được nhận. Trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất rồi chụp lại, hoặc lưu ảnh thành JPEG rồi gửi.
file-other-picture = Loại ảnh này chưa được nhận. Hãy lưu lại thành JPEG hoặc PNG rồi gửi.
file-old-office = Tệp Word, Excel hoặc PowerPoint kiểu cũ (.doc, .xls, .ppt) chưa được nhận. Hãy lưu lại thành .docx, .xlsx hoặc PDF rồi gửi.
file-archive = Tệp nén chưa được nhận. Hãy giải nén rồi gửi từng tệp.
file-macros = Tệp có chứa macro nên chưa được nhận. Hãy lưu lại thành .docx, .xlsx không có macro hoặc PDF rồi gửi.
file-locked = Tệp có đặt mật khẩu mở nên người thẩm định không xem được, chưa được nhận. Hãy bỏ mật khẩu rồi gửi lại.
file-broken = Tệp bị hỏng hoặc thiếu một phần nên chưa được nhận. Hãy mở tệp trên máy để kiểm tra, tải hoặc lưu lại tệp rồi gửi.
file-cut = Đường truyền bị ngắt giữa chừng, tệp chưa được nhận. Hãy gửi lại.
file-several = Mỗi lần chỉ nhận một tệp; các tệp vừa gửi chưa được nhận. Hãy chọn lại từng tệp một.
file-busy = Máy chủ đang nhận quá nhiều tệp cùng lúc nên tệp này chưa được nhận. Hãy gửi lại sau ít phút.
file-fields = Đường dẫn cần bắt đầu bằng https:// hoặc http://; ngày cần là ngày có thật và không ở phía trước.

evidence-none = Chưa có minh chứng.
evidence-size = { $kib } kB
evidence-link = đường dẫn
evidence-document = văn bản
evidence-date = ngày { $date }
evidence-detach = Bỏ khỏi mục này
evidence-attach = Dùng cho mục này
evidence-library = Dùng lại minh chứng đã gửi
evidence-other = Hoặc đường dẫn, số văn bản
evidence-secret = Không gửi tài liệu mật lên hệ thống này.
evidence-also = Tệp này cũng được gửi ở: { $places }.

conflict-title = Mục này vừa được người khác lưu
conflict-who = { $by } đã lưu lúc { $at }.
conflict-own = Bạn đã lưu mục này ở cửa sổ khác
conflict-own-when = Chính tài khoản này đã lưu lúc { $at }, với nội dung khác.
conflict-how = Nội dung bạn vừa nhập vẫn còn trong mẫu bên dưới, chưa được lưu. Chọn giữ nội dung của bạn bằng cách bấm Lưu, hoặc lấy bản đã lưu.
conflict-caption = Những chỗ khác nhau
conflict-field = Mục
conflict-mine = Bạn vừa nhập
conflict-theirs = Đang lưu
conflict-take-theirs = Bỏ nội dung vừa nhập, lấy bản đã lưu

done-handed-in = Đã nộp { $number } mục.
done-signed = Đã ký { $number } mục và gửi thẩm định.
done-sent-back = Đã chuyển lại cho cán bộ.
done-withdrawn = Đã rút lại. Mục này sửa được.
done-carried = Đã giữ nguyên { $number } mục. Hãy xem lại rồi nộp.
done-saved = Đã lưu nháp.
done-confirmed = Đã xác nhận { $number } mục.
done-returned = Đã trả lại, kèm lý do.
done-reopened = Đã mở lại, kèm lý do.
done-published = Đã công bố.
done-changed = Đã thực hiện.

return-evidence-missing = Thiếu minh chứng
return-evidence-unreadable = Minh chứng không đọc được
return-evidence-differs = Minh chứng không khớp với nội dung khai
return-value = Giá trị cần xem lại
return-period = Số liệu của thời điểm khác
return-applies = Tiêu chí có áp dụng ở đây
return-other = Lý do khác

queue-title = Thẩm định
queue-lead =
    { $late ->
        [0] { $total } mục đang chờ thẩm định.
       *[other] { $total } mục đang chờ thẩm định, { $late } mục đã quá hạn thẩm định.
    }
queue-found = { $found } mục khớp với bộ lọc.
queue-cut = Trang chỉ hiện { $most } mục đầu; hãy lọc để xem các mục khác.
queue-empty = Không có mục nào đang chờ.
queue-group = Nhóm tiêu chí
queue-any = Tất cả
queue-name = Tên xã, phường
queue-jumps = Chỉ mục khác nhiều so với lần trước
queue-filter = Lọc
queue-caption = Mục đang chờ, cũ nhất ở trên
queue-unit = Đơn vị
queue-answer = Nội dung khai
queue-last = Lần trước
queue-due = Hạn thẩm định
queue-jump = khác nhiều
queue-late = quá hạn
queue-many = Xác nhận tất cả mục khớp với bộ lọc
queue-many-how = { $number } mục ({ $fraction } mục đang chờ) sẽ được xác nhận cùng lúc. Nếu số mục thay đổi trong lúc đó, hệ thống sẽ dừng lại và hỏi lại. Mục do chính bạn nhập hoặc ký không được xác nhận.
queue-many-go = Xác nhận { $number } mục

review-next = Mục tiếp theo
review-jumps = Giá trị khác nhiều so với lần xác nhận gần nhất; xem phần giải thích.
review-submitted = Nộp lúc
review-author = Người nhập
review-signer = Người ký
review-due = Hạn thẩm định
review-needs-reason = Chưa trả lại được: cần viết rõ lý do để cán bộ biết phải sửa gì.
review-confirm-title = Xác nhận
review-confirm = Xác nhận (Alt+X)
review-return-title = Trả lại
review-return-code = Loại lý do
review-return-text = Lý do, viết cho cán bộ xã
review-return-due = Đơn vị có hạn mới đến { $due }.
review-return = Trả lại (Alt+T)
review-was-confirmed = Đã xác nhận lúc { $at }.
review-was-returned = Đã trả lại lúc { $at }.
review-closed = Mục này đã được rút lại hoặc mở lại, không còn chờ thẩm định.
review-reopen-open = Mở lại mục đã xác nhận
review-reopen-why = Lý do mở lại
review-reopen = Mở lại
review-history = Những lần trước
review-history-caption = Câu trả lời trước của đơn vị cho tiêu chí này
review-outcome = Kết quả
past-waiting = đang chờ
past-closed = đã rút lại hoặc mở lại
past-confirmed = xác nhận lúc { $at }
past-returned = trả lại lúc { $at }

refusal-own-work = Bạn đã nhập hoặc ký mục này nên không thể thẩm định nó.
refusal-second-factor = Hãy đăng nhập bằng xác thực hai lớp để thẩm định.
refusal-no-role = Tài khoản này chỉ được xem.

publish-title = Công bố
publish-done = Đã công bố bản { $id }, tính đến { $at }.
publish-see = Xem trên trang công khai
publish-next = Nếu công bố bây giờ
publish-as = Bản công bố { $id }, tính đến { $at }.
publish-was = Bản công bố gần nhất: { $fraction }.
publish-sum = So với bản gần nhất: thêm { $gained } đơn vị Xanh, mất { $lost } đơn vị Xanh; { $waiting } mục còn chờ thẩm định.
publish-missing = { $number } đơn vị chưa có số liệu.
publish-simulated = Bản công bố này sẽ mang dấu SỐ LIỆU MÔ PHỎNG.
publish-new-title = Công bố bản mới
publish-new-how = Bản công bố được đóng băng: không sửa, không xóa được. Sai sót chỉ được đính chính bằng một bản sửa đổi có lý do.
publish-new = Công bố
publish-correct-title = Đính chính bản gần nhất
publish-correct = Công bố bản đính chính
publish-reason = Lý do đính chính
publish-needs-reason = Chưa đính chính được: cần nêu lý do.
publish-anyway = Tôi đã biết và vẫn muốn công bố
publish-unchanged = So với bản gần nhất, không đơn vị nào đổi trạng thái; số mục đã nộp và đã xác nhận cũng như cũ.
publish-empty = Chưa đơn vị nào nộp mục nào: bản công bố này sẽ trống.
publish-needs-anyway = Chưa công bố: hãy đánh dấu vào ô xác nhận nếu vẫn muốn công bố bản này.
publish-provinces = Tỉnh, thành có thay đổi
publish-no-province = Không tỉnh, thành nào thay đổi số đơn vị Xanh hoặc thứ hạng.
publish-province = Tỉnh, thành
publish-green-before = Xanh trước
publish-green-after = Xanh sau
publish-rank-before = Hạng trước
publish-rank-after = Hạng sau
publish-communes = Đơn vị đổi trạng thái
publish-no-commune = Không đơn vị nào đổi trạng thái.
publish-before = Trước
publish-after = Sau
publish-more = Và { $number } đơn vị nữa.

trail-title = Nhật ký
trail-how = Mọi thay đổi được ghi lại theo chuỗi mã băm, không sửa và không xóa được.
trail-caption = Thay đổi, mới nhất ở trên
trail-empty = Chưa có thay đổi nào khớp với bộ lọc.
trail-at = Lúc
trail-who = Ai
trail-what = Việc
trail-before = Trước
trail-after = Sau
trail-why = Lý do
trail-link = Mắt xích
trail-older = Cũ hơn
trail-unit = Mã đơn vị (VN: toàn hệ thống)
trail-file = Tải nhật ký (CSV)
trail-person = Tên đăng nhập
trail-installation = Toàn hệ thống

people-title = Tài khoản
people-find = Tên
people-caption = Tài khoản trong phạm vi quản trị
people-name = Họ tên
people-roles = Vai trò
people-role = Vai trò
people-scope = Phạm vi (VN, mã tỉnh hoặc mã xã)
people-email = Thư điện tử (có thể để trống)
people-state = Tình trạng
people-open = đang dùng
people-invited = đã mời
people-closed = đã khóa
people-second-factor = hai lớp
people-sessions = Phiên
people-act = Thao tác
people-reset = Cấp liên kết đặt mật khẩu
people-end-sessions = Kết thúc mọi phiên
people-close = Khóa
people-reopen = Mở khóa
people-link = Liên kết dùng một lần cho { $user }; hãy chuyển riêng cho người dùng. Trang này chỉ hiện một lần.
people-invite = Mời người dùng
people-invite-how = Hệ thống tạo một liên kết dùng một lần để người được mời tự đặt mật khẩu.
people-invite-go = Tạo lời mời

role-officer = Cán bộ nhập liệu cấp xã
role-leader = Lãnh đạo xã
role-reviewer = Chuyên viên thẩm định
role-sector = Sở ngành
role-committee = Thành viên Ban Chỉ đạo
role-secretary = Thư ký Ban Chỉ đạo
role-inspector = Ủy ban kiểm tra
role-administrator = Quản trị

autosave-saved = Đã lưu lúc
autosave-saving = Đang lưu…
autosave-again = Đã lưu nháp. Nút vừa bấm lúc mất mạng chưa được thực hiện, tệp và số văn bản kèm theo (nếu có) chưa được gửi: hãy bấm lại.
autosave-unsaved = Chưa lưu được. Nội dung vẫn còn trên máy này; trang sẽ tự gửi lại.
autosave-conflict = Mục này vừa được lưu ở nơi khác. Bấm Lưu để xem cả hai bản và chọn; nội dung của bạn vẫn còn.
autosave-ended = Phiên làm việc đã kết thúc. Nội dung vẫn còn trên máy này; hãy đăng nhập lại ở cửa sổ khác, trang sẽ tự gửi.
autosave-unkept = Chưa lưu được, và trình duyệt này không giữ được bản sao nào. Đừng đóng hay rời trang này; trang sẽ tự gửi lại.
autosave-ended-unkept = Phiên làm việc đã kết thúc, nội dung chưa được lưu và trình duyệt này không giữ được bản sao nào. Đừng đóng hay rời trang này; hãy đăng nhập lại ở cửa sổ khác, trang sẽ tự gửi.
autosave-refused = Máy chủ chưa nhận nội dung này nên chưa lưu. Bấm Lưu để xem vì sao.
autosave-restored = Đã lấy lại nội dung chưa gửi còn trên máy này.
unsent-number = Mục chưa gửi trên máy này:
unsent-leave = Trên máy này còn nội dung chưa gửi. Nếu đăng xuất bây giờ, nội dung vẫn được giữ kín trên máy và chỉ tài khoản này mở lại được. Vẫn đăng xuất?

problem-taken = đã có người dùng tên này
problem-not-a-name = chỉ dùng a–z, 0–9 và . _ - @, tối đa 64 ký tự
problem-not-a-scope = cần VN, mã tỉnh hoặc mã xã có thật và hợp với vai trò
