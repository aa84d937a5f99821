# Tìm đơn vị theo tên.

search-title = Tìm xã, phường, tỉnh, thành phố
search-title-for = Tìm “{ $text }”
search-label = Tên xã, phường, đặc khu, tỉnh hoặc thành phố
search-submit = Tìm
search-empty = Nhập tên hoặc một phần tên, có dấu hay không dấu đều được; tên cũ trước tháng 7/2025 và mã đơn vị cũng tìm được.
search-nothing = Không thấy đơn vị nào khớp với “{ $text }”.
search-found = Thấy { $count } đơn vị khớp với “{ $text }”.
search-first = Có nhiều đơn vị khớp với “{ $text }”; đây là { $count } đơn vị đầu.
search-more = Còn đơn vị khác nữa. Nhập thêm chữ để thu hẹp.
search-alias = (tìm thấy theo tên khác: { $alias })
search-help = Cách tìm
search-help-tones = Không cần gõ dấu: “hoa binh”, “Hoà Bình” và “Hòa Bình” cho cùng kết quả.
search-help-part = Gõ vài chữ của tên cũng được, chữ cuối có thể gõ dở; không cần gõ chữ xã, phường, tỉnh hay thành phố.
search-help-repeat = Nhiều xã, phường trùng tên ở các tỉnh, thành khác nhau; kết quả luôn ghi loại đơn vị và tỉnh, thành phố.
search-help-old = Tên xã, huyện, tỉnh trước ngày 1/7/2025 dẫn đến đơn vị hiện nay; tên bỏ từ trước nữa thì không có ở đây.
search-help-around = Có thể gõ cả huyện cũ và tỉnh: “Hùng Lô, TP Việt Trì”, hoặc mã đơn vị.
search-unreadable = Nội dung tìm cần có chữ cái hoặc chữ số.
search-near = Không thấy tên nào khớp với “{ $text }”. Tên gần giống:
search-until-one = đến hết ngày { $date } →
search-until-several = đến hết ngày { $date } → nay thuộc { $count } đơn vị:
search-until-divided = đến hết ngày { $date }, được chia → nay thuộc { $count } đơn vị:
search-province-green = { $fraction } đạt Xanh
search-source = Tên cũ: danh mục và bảng chuyển đổi của gói vietnamadminunits 1.0.4 (MIT), chưa đối chiếu với các nghị quyết.
search-help-provinces = Xem danh sách tỉnh, thành phố
