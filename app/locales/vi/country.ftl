# Trang cả nước và trang xếp hạng.

country-title = Mức độ sẵn sàng số của xã, phường cả nước
country-name = Cả nước
country-stat-rate = Thay đổi tỷ lệ Xanh (điểm phần trăm)
country-risen = Tăng nhiều nhất (điểm phần trăm)
country-fallen = Giảm nhiều nhất (điểm phần trăm)
country-find = Tìm xã, phường theo tên hiện nay hoặc tên cũ
country-stat-complete = Tỉnh, thành có mọi đơn vị đạt Xanh
country-to-ranking = Sắp xếp bảng và xem quy tắc xếp hạng
country-diagram = Bản đồ tỉnh, thành
country-trend = Xu hướng cả nước
country-open = Công khai
country-open-text = Mọi số trên trang đều tính lại được: bộ tiêu chí, số liệu đã công bố để đối chiếu, các bản công bố kèm mã băm.
country-open-about = Giới thiệu, liên hệ, quyền riêng tư
country-published = Số liệu cả nước đã công bố
country-published-home = Số liệu đã công bố về { $place }
country-no-release = Chưa có bản công bố nào; dưới đây là số liệu do nơi khác đã công bố, có ghi nguồn.

tiles-caption = Sơ đồ, mỗi ô một tỉnh, thành, không thể hiện địa giới hành chính. Độ đậm theo tỷ lệ xã, phường, đặc khu đạt Xanh, tính đến { $at }.
tiles-caption-empty = Sơ đồ, mỗi ô một tỉnh, thành, không thể hiện địa giới hành chính. Chưa có bản công bố nên chưa tô độ đậm.
map-as-map = Bản đồ
map-as-cells = Ô bằng nhau
map-as-table = Bảng
map-skip = Bỏ qua bản đồ, đến bảng
map-label-country = Bản đồ tỉnh, thành theo tỷ lệ Xanh
map-caption-country = Độ đậm theo tỷ lệ xã, phường, đặc khu đạt Xanh, tính đến { $at }. Chọn một tỉnh, thành để xem. Chấm là đặc khu, tô theo tỉnh, thành của đặc khu đó.
map-province = { $unit }: { $rate } ({ $green })
map-source = Đường viền tỉnh, thành vẽ khái quát từ Natural Earth (tài sản công cộng), ghép theo đơn vị từ 1/7/2025; không dùng để xác định địa giới.
map-caption-province = Mỗi dấu là một xã, phường, đặc khu, đặt theo tọa độ của đơn vị; không thể hiện địa giới cấp xã. Đơn vị chưa Xanh có ghi tên nếu đủ chỗ. Để mở từng đơn vị, chọn Ô bằng nhau hoặc Bảng.
map-label-province = Bản đồ { $place }: { $what }
map-label-place = { $unit } trên bản đồ { $place }
map-far-off = Trong sơ đồ có cả đơn vị ở xa đất liền:
map-boxes = Trong khung là đơn vị ở xa, không đặt đúng vị trí.
map-criterion = { $unit }, { $code }: { $level }
map-colours = Tô theo
map-colours-go = Tô
map-status = Trạng thái
map-coverage = Bản đồ theo chỉ tiêu hạ tầng

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
