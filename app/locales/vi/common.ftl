# Dùng chung: trạng thái, loại đơn vị, tháng, khung trang, câu lặp lại ở nhiều trang.

level-green = Xanh
level-yellow = Vàng
level-red = Đỏ
level-none = Chưa có số liệu

kind-province = tỉnh
kind-city = thành phố
kind-commune = xã
kind-ward = phường
kind-special-zone = đặc khu
kind-town = thị xã
kind-urban-district = quận
kind-district = huyện
kind-township = thị trấn

ended-on = Đơn vị này tồn tại đến hết ngày { $date }.
ended-unknown = Chưa ghi đơn vị nào thay thế.
ended-one = Nay thuộc:
ended-several = Nay thuộc { $count } đơn vị:

month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12

shell-skip = Đến nội dung chính
shell-simulated = Câu trả lời của các đơn vị do chương trình tạo ra để minh họa. Không dùng để đánh giá bất cứ địa phương nào.
shell-tagline = Mức độ sẵn sàng số cấp xã theo Nghị quyết 57-NQ/TW
shell-home = Cả nước
shell-breadcrumb = Vị trí trong trang
shell-languages = Ngôn ngữ
shell-search = Tìm
shell-search-label = Tìm xã, phường, đặc khu, tỉnh, thành phố
shell-search-hint = Tên xã, phường, tỉnh
shell-inferred = Bộ tiêu chí { $version } là bản suy luận, chưa phải văn bản chính thức
shell-release = Bản công bố
shell-release-show = Xem
shell-release-option = Số { $number } · { $date }
shell-older = Đang xem bản công bố số { $number }, tính đến { $at }; đã có bản mới hơn.
shell-newest = Xem bản mới nhất ({ $date })
shell-release-name = Bản công bố { $id }
shell-hash = Mã băm nội dung (SHA-256):
shell-no-release = Chưa có bản công bố nào.
shell-licence = Số liệu của trang được dùng lại tự do, có ghi nguồn, theo giấy phép
shell-footer = Thông tin về trang
shell-ranking = Xếp hạng
shell-method = Phương pháp
shell-published = Nguồn và số liệu đã công bố
shell-releases = Các bản công bố
shell-about = Giới thiệu
shell-accessibility = Tiếp cận
shell-privacy = Quyền riêng tư
shell-contact = Liên hệ

words-green = { $green } trên { $units } xã, phường đạt trạng thái Xanh ({ $percent }).
words-green-zones = { $green } trên { $units } xã, phường, đặc khu đạt trạng thái Xanh ({ $percent }).
words-green-country = { $green } trên { $units } xã, phường, đặc khu của cả nước đạt trạng thái Xanh ({ $percent }).
words-ranks = { $place } đứng thứ { $rank } trong { $of } tỉnh, thành.
words-ranks-tied = { $place } đứng thứ { $rank } trong { $of } tỉnh, thành, đồng hạng với { $others } tỉnh, thành khác.
words-ranks-among = { $place } đứng thứ { $rank } trong { $of } tỉnh, thành được xếp hạng.
words-ranks-among-tied = { $place } đứng thứ { $rank } trong { $of } tỉnh, thành được xếp hạng, đồng hạng với { $others } tỉnh, thành khác.
words-unranked = { $place } chưa được xếp hạng: đã nộp { $items } mục ({ $percent }), xếp hạng cần ít nhất { $floor }.
words-completeness = tính đến { $at } · { $units } đơn vị đã nộp · { $items } mục đã xác nhận
words-since = { $change } so với { $date }
words-rate-up = tăng { $points } điểm phần trăm
words-rate-down = giảm { $points } điểm phần trăm
words-rate-same = không đổi
words-places-up = lên { $shown } bậc
words-places-down = xuống { $shown } bậc
words-places-same = giữ nguyên thứ hạng

cite-more-than = hơn { $value }
cite-about = khoảng { $value }
cite-exact = đúng số
cite-over = hơn
cite-approximate = khoảng
cite-period = từ { $from } đến { $to }
cite-until = đến { $to }
cite-no-date = nguồn không ghi ngày
cite-as-of = Thời điểm: { $date }.
cite-source = Nguồn:
cite-named = { $name }: { $value }

chart-table = Bảng số liệu của biểu đồ

series-rate-caption = { $place }: tỷ lệ xã, phường, đặc khu đạt trạng thái Xanh, %, từ { $from } đến { $to }
series-rate-reading = Từ { $first } ({ $from }) đến { $last } ({ $to }); thấp nhất { $low } ({ $lowdate }), cao nhất { $high } ({ $highdate }).
series-rank-caption = { $place }: thứ hạng trong { $of } tỉnh, thành, từ { $from } đến { $to }
series-rank-caption-among = { $place }: thứ hạng trong các tỉnh, thành được xếp hạng, từ { $from } đến { $to }
series-rank-reading = Từ thứ { $first } ({ $from }) đến thứ { $last } ({ $to }); cao nhất thứ { $best } ({ $bestdate }), thấp nhất thứ { $worst } ({ $worstdate }).
series-col-date = Tính đến
series-col-green = Xanh/tổng số
series-col-rate = Tỷ lệ
series-col-rank = Thứ hạng
series-break = bộ tiêu chí { $set }

ranking-col-rank = Hạng
ranking-col-name = Tỉnh, thành phố
ranking-col-green = Xanh/tổng số
ranking-col-rate = Tỷ lệ Xanh
ranking-col-change = So với kỳ trước
ranking-col-levels = Theo trạng thái
ranking-col-confirmed = Mục đã xác nhận
ranking-tied = đồng hạng

tables-letters = Chữ trong tệp được đọc theo { $name }.
tables-semicolon = Các cột được ngăn bằng dấu chấm phẩy (;).
tables-tab = Các cột được ngăn bằng dấu tab.
tables-bar = Các cột được ngăn bằng dấu gạch đứng (|).
tables-sheet = Số liệu được đọc từ trang tính “{ $sheet }”.
tables-sheet-hidden = Số liệu được đọc từ trang tính ẩn “{ $sheet }”.
tables-head = Tên cột ở dòng { $line }.
tables-locked = Tệp đang đặt mật khẩu nên không đọc được. Hãy mở tệp bằng mật khẩu, bỏ mật khẩu (trong Excel: Tệp → Thông tin → Bảo vệ sổ làm việc → Mã hóa bằng mật khẩu, xóa mật khẩu), lưu lại rồi gửi.
tables-format = Đây là tệp { $format }, chưa đọc được. Hãy mở tệp, chọn Lưu thành (Save As) với kiểu .xlsx hoặc CSV UTF-8, rồi gửi tệp mới.
