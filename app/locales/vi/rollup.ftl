# Các bản công bố theo tháng, quý.

rollup-title = Tổng hợp theo tháng, quý
rollup-lead = Mỗi tháng hoặc quý lấy bản công bố cuối cùng trong thời gian đó; không tính trung bình.
rollup-span = Tổng hợp theo
rollup-by-month = Tháng
rollup-by-quarter = Quý
rollup-place = Phạm vi
rollup-country = Cả nước
rollup-show = Xem
rollup-months = { $place } theo tháng
rollup-quarters = { $place } theo quý
rollup-caption = { $what }, mới nhất đứng trước; thay đổi so với tháng hoặc quý trước đó có bản công bố theo cùng tiêu chí
rollup-col-stretch = Thời gian
rollup-col-releases = Bản công bố
rollup-col-green = Xanh trên tổng số
rollup-col-rank = Hạng
rollup-col-change = Thay đổi (điểm phần trăm)
rollup-month = Tháng { $number }/{ $year }
rollup-quarter = Quý { $number ->
    [1] I
    [2] II
    [3] III
   *[other] IV
}/{ $year }
rollup-csv = Tải bảng này (CSV)
rollup-empty = Không có bản công bố nào
rollup-to = Xem tổng hợp theo tháng, quý
