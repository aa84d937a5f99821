# Dữ liệu mở.

data-title = Dữ liệu mở
data-lead = Mọi số liệu của bản công bố số { $id } tải về được và dùng lại tự do khi ghi nguồn.
data-files = Các tệp
data-country-caption = Tệp CSV của cả nước
data-provinces-caption = Tệp CSV của từng tỉnh, thành phố: các xã, phường, đặc khu và trạng thái; từng tiêu chí của từng đơn vị
data-col-file = Tệp
data-col-row = Mỗi dòng là
data-col-province = Tỉnh, thành phố
data-ranking = Xếp hạng các tỉnh, thành phố
data-ranking-row = một tỉnh, thành phố
data-rollup = Các bản công bố theo tháng
data-rollup-row = một tháng
data-communes = Xã, phường, đặc khu
data-items = Từng tiêu chí
data-indicators = Mỗi chỉ tiêu có tệp của mình ngay trên trang chỉ tiêu:
data-form = Dạng tệp
data-form-csv = CSV, mã hóa UTF-8, phân cách bằng dấu phẩy, dòng đầu là tên cột. Số có dấu chấm thập phân; ô trống nghĩa là không có giá trị.
data-form-codes = Mã đơn vị là chữ, có số 0 ở đầu: mở tệp sao cho giữ được các số 0 đó.
data-dictionary = Nghĩa của từng cột (tiếng Anh)
data-cite = Trích dẫn
data-cite-how = Địa chỉ có “phat-hanh” chỉ đúng một bản công bố và không bao giờ đổi nội dung. Ghi cả địa chỉ của trang này:
data-citation = Xanh, bản công bố số { $id }, tính đến { $at }. Giấy phép CC BY 4.0.
data-citation-simulated = Xanh, bản công bố số { $id } (số liệu mô phỏng), tính đến { $at }. Giấy phép CC BY 4.0.
data-not = Chưa có
data-not-yet = Chưa có một tệp chung cho mọi xã, phường, đặc khu của cả nước và chưa có giao diện lập trình để đọc.
