# Các bản công bố.

releases-name = bản công bố số { $number }
releases-number-revised = { $number }, đính chính lần { $revision }
releases-title = Các bản công bố
releases-lead = Có { $count } bản công bố; mới nhất là { $newest }, tính đến { $at }.
releases-none = Chưa có bản công bố nào.
releases-none-why = Ban Chỉ đạo chưa công bố kết quả nào trên hệ thống này. Bản đầu tiên sẽ hiện ở đây với ngày chốt, số liệu tổng và mã băm.
releases-none-published = Xem số liệu do nơi khác công bố
releases-list = Danh sách
releases-caption = Các bản công bố, mới nhất đứng trước; số xã, phường, đặc khu của cả nước theo trạng thái
releases-col-number = Bản công bố
releases-col-as-of = Tính đến
releases-col-period = Đợt
releases-col-set = Bộ tiêu chí
releases-col-rate = Tỷ lệ Xanh
releases-col-hash = Mã băm
releases-due = thời hạn { $at }
releases-replaces = Thay cho:
releases-simulated = (số liệu mô phỏng)
releases-meaning = Bản công bố nghĩa là gì
releases-frozen = Khi công bố, trạng thái của mọi đơn vị được tính một lần tại thời điểm chốt rồi giữ nguyên.
releases-revised = Có sai sót thì công bố bản đính chính của cùng số đó; bản trước vẫn xem được.
releases-older = Chọn một bản để xem mọi trang tại thời điểm đó; địa chỉ trang có “phat-hanh”, dùng để trích dẫn.
releases-hash = Mã băm SHA-256 gồm thông tin của bản và mã băm của từng phiếu tính trạng thái; sửa một con số là mã băm khác đi.
releases-to-method = Xem phương pháp
