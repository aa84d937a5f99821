# Trang cả nước và trang xếp hạng.

country-title = Mức độ sẵn sàng số của xã, phường cả nước
country-heading = Cả nước
country-name = Cả nước
country-stat-green = Xã, phường, đặc khu đạt Xanh
country-stat-complete = Tỉnh, thành có mọi đơn vị đạt Xanh
country-to-ranking = Sắp xếp bảng và xem quy tắc xếp hạng
country-diagram = Sơ đồ tỉnh, thành
country-trend = Xu hướng cả nước
country-moved = { $gained } đơn vị mới đạt Xanh, { $lost } đơn vị không còn Xanh.
country-moved-most = Tỉnh, thành thay đổi nhiều nhất (điểm phần trăm)
country-open = Công khai
country-open-text = Mọi số trên trang đều tính lại được: bộ tiêu chí, số liệu đã công bố để đối chiếu, các bản công bố kèm mã băm.
country-open-about = Giới thiệu, liên hệ, quyền riêng tư
country-published = Số liệu cả nước đã công bố
country-published-home = Số liệu đã công bố về { $place }
country-no-release = Chưa có bản công bố nào; dưới đây là số liệu do nơi khác đã công bố, có ghi nguồn.

tiles-caption = Sơ đồ, mỗi ô một tỉnh, thành, không thể hiện địa giới hành chính. Độ đậm theo tỷ lệ xã, phường, đặc khu đạt Xanh, tính đến { $at }.
tiles-caption-empty = Sơ đồ, mỗi ô một tỉnh, thành, không thể hiện địa giới hành chính. Chưa có bản công bố nên chưa tô độ đậm.
tiles-below = dưới { $to }
tiles-from-to = { $from } đến dưới { $to }

ranking-title = Xếp hạng tỉnh, thành phố
ranking-heading = Bảng xếp hạng
ranking-col-submitted = Mục đã nộp
ranking-unranked = Chưa xếp hạng: { $shown } tỉnh, thành nộp dưới { $floor } số mục bắt buộc
ranking-caption = Tỉnh, thành phố theo tỷ lệ xã, phường, đặc khu đạt Xanh, tính đến { $at }
ranking-csv = Tải bảng xếp hạng (CSV)
ranking-chart = Tỷ lệ xã, phường, đặc khu đạt Xanh, từ 0 đến { PERCENT(100) }
ranking-chart-among = Tỷ lệ xã, phường, đặc khu đạt Xanh của { $shown } tỉnh, thành được xếp hạng, từ 0 đến { PERCENT(100) }
ranking-rule = Quy tắc xếp hạng
ranking-rule-rate = Xếp theo tỷ lệ đơn vị cấp xã đạt Xanh, so bằng phân số chính xác; tỷ lệ in ra được cắt hai chữ số, không làm tròn lên.
ranking-rule-ties = Tỷ lệ bằng nhau thì đồng hạng; hạng sau bằng số tỉnh, thành đứng trước cộng một (1, 1, 1, 4).
ranking-rule-floor = Tỉnh, thành nộp dưới { $floor } số mục bắt buộc thì chưa xếp hạng và không tính vào thứ hạng của nơi khác.
ranking-rule-order = Các tỉnh, thành đồng hạng được liệt kê theo số đơn vị nhiều hơn, rồi theo tên; thứ tự này không đổi hạng.
ranking-rule-change = Thay đổi là hiệu của hai tỷ lệ đã in, tính bằng điểm phần trăm; không so sánh khi tiêu chí khác nhau.
ranking-rule-confirmed = Mục đã xác nhận: phần số mục bắt buộc đã được thẩm định và còn hiệu lực.
