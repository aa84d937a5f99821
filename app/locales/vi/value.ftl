# Câu trả lời, ngưỡng và lý do của trạng thái đọc thành lời.

value-yes = Có
value-no = Chưa
value-preparing = Đang chuẩn bị
value-nothing = chưa có số liệu
value-dated = { $answer }, lần gần nhất ngày { $date }
value-with-amount = { $answer }, { $amount }
value-items-all = đủ { $have } mục
value-items-some = có { $have } mục; chưa đủ: { $missing }

value-asks-yes-no = Có hoặc chưa
value-asks-three = Có, đang chuẩn bị hoặc chưa
value-asks-date = Có hoặc chưa, và ngày của lần gần nhất
value-asks-number = Có hoặc chưa, và số đo được ({ $unit })
value-asks-counts = Hai số: { $part }; { $whole }
value-asks-ratio = Hai số, có thể vượt { PERCENT(100) }: { $part }; { $whole }
value-asks-yes-counts = Có hoặc chưa, và hai số: { $part }; { $whole }
value-asks-items = Số lượng từng mục: { $items }

value-pass-yes = “Có”
value-pass-date = “Có”, lần gần nhất trong vòng { $days } ngày
value-pass-yes-least = “Có” và ít nhất { $least }
value-pass-all = đủ { $all }
value-pass-least = ít nhất { $least }
value-pass-items = đủ cả { $count } mục

value-near-preparing = “Đang chuẩn bị”
value-near-date = “Có”, nhưng lần gần nhất đã quá { $days } ngày
value-near-yes-below = “Có”, nhưng dưới { $below }
value-near-between = từ { $from } đến dưới { $below }
value-near-yes-between = “Có” và từ { $from } đến dưới { $below }
value-near-items = thiếu nhiều nhất { $count } mục

value-need = cần { $pass }
value-renew = cần khai lại với minh chứng mới ({ $pass })
value-wait = chờ thẩm định, đơn vị không phải làm gì thêm

value-reason-met = đạt
value-reason-expiring = đạt, minh chứng sắp hết hạn
value-reason-awaiting = chờ thẩm định
value-reason-near = gần đạt
value-reason-lapsed = minh chứng hết hiệu lực, chưa đến hạn khai lại
value-reason-below = chưa đạt ngưỡng
value-reason-overdue = chưa có số liệu, đã qua hạn
value-reason-expired = minh chứng hết hiệu lực, đã qua hạn khai lại
value-reason-not-yet-due = chưa có số liệu, chưa đến hạn
value-reason-not-applicable = không áp dụng

value-why-met = Đạt; minh chứng có hiệu lực đến hết ngày { $until }.
value-why-met-aged = Đạt; lần gần nhất được tính đến hết ngày { $until }.
value-why-expiring = Đạt, nhưng minh chứng chỉ còn hiệu lực đến hết ngày { $until }.
value-why-expiring-aged = Đạt, nhưng lần gần nhất chỉ còn được tính đến hết ngày { $until }.
value-why-awaiting = Đã nộp đúng hạn lúc { $at }, đang chờ thẩm định.
value-why-near = Gần đạt ngưỡng.
value-why-near-aged = Lần gần nhất được tính đến hết ngày { $until }; cần thực hiện lại.
value-why-below = Chưa đạt ngưỡng.
value-why-lapsed = Minh chứng có hiệu lực đến hết ngày { $until }; chưa đến hạn khai lại.
value-why-lapsed-due = Minh chứng có hiệu lực đến hết ngày { $until }; hạn khai lại: { $due }.
value-why-expired = Minh chứng có hiệu lực đến hết ngày { $until }; đã qua hạn khai lại lúc { $due }.
value-why-overdue = Chưa có số liệu; đã qua hạn lúc { $due }.
value-why-not-yet-due = Chưa có số liệu; hạn: { $due }.
value-why-nothing-asked = Chưa có số liệu; chưa có đợt nào yêu cầu.
value-why-not-applicable = Không áp dụng tại đơn vị này, chấp thuận lúc { $at }; không tính vào tử số và mẫu số.
value-why-pending = Đã nộp số liệu mới lúc { $at }, đang chờ thẩm định.
value-why-pending-late = Đã nộp số liệu mới lúc { $at }, sau hạn; đang chờ thẩm định.
value-why-due = Hạn: { $due }.
value-why-due-passed = Hạn đã qua: { $due }.
backing-document = Có văn bản kèm theo
backing-system = Đã xem trên hệ thống
backing-on-site = Đã xem tại chỗ
backing-paper = Đã xem bản giấy
backing-earlier = Xác nhận trước khi phải có minh chứng

# Câu do hệ thống tự ghi vào dữ liệu.
written-carried = Không thay đổi so với số liệu ngày { $date }.
written-simulated-source = Số liệu mô phỏng của bản dùng thử, không phải số liệu của doanh nghiệp viễn thông
