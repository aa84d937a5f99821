# Tìm đơn vị theo tên.

search-title = Tìm xã, phường, tỉnh
search-title-for = Tìm “{ $text }”
search-label = Tên xã, phường, đặc khu, tỉnh hoặc thành phố
search-submit = Tìm
search-empty = Nhập tên hoặc một phần tên, có dấu hay không dấu đều được.
search-nothing = Không thấy đơn vị nào có tên chứa “{ $text }”.
search-found = Thấy { $count } đơn vị có tên chứa “{ $text }”.
search-first = Có nhiều đơn vị có tên chứa “{ $text }”; đây là { $count } đơn vị đầu.
search-more = Còn đơn vị khác nữa. Nhập thêm chữ để thu hẹp.
search-alias = (tìm thấy theo tên khác: { $alias })
search-help = Cách tìm
search-help-tones = Không cần gõ dấu: “hoa binh”, “Hoà Bình” và “Hòa Bình” cho cùng kết quả.
search-help-part = Gõ một phần tên cũng được; không cần gõ chữ xã, phường hay tỉnh.
search-help-repeat = Nhiều xã, phường trùng tên ở các tỉnh khác nhau; kết quả luôn ghi loại đơn vị và tỉnh.
search-help-old = Danh mục ở đây là danh mục từ ngày 1/7/2025. Xã, huyện, tỉnh đã sáp nhập trước đó có thể không còn tên.
search-help-provinces = Xem danh sách tỉnh, thành phố
