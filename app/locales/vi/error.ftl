# Trang báo lỗi: chuyện gì xảy ra, được phép gì, đi đâu tiếp.

error-unit = Không có đơn vị này
error-unit-what = Không có đơn vị nào mang mã “{ $code }”.
error-unit-why = Mã tỉnh, thành phố có 2 chữ số; mã xã, phường, đặc khu có 5 chữ số, theo danh mục từ ngày 1/7/2025. Đơn vị đã sáp nhập trước đó không còn trang riêng. Tìm theo tên ở dưới.
error-release = Không có bản công bố này
error-release-what = Không có bản công bố “{ $id }”.
error-release-why = Bản đã công bố không bao giờ bị xóa; có thể số trong địa chỉ bị gõ nhầm.
error-receipt = Không có biên nhận này
error-receipt-what = Không có biên nhận “{ $id }”.
error-receipt-why = Tên biên nhận gồm bản công bố và mã đơn vị. Vào trang của đơn vị để lấy đúng biên nhận.
error-page = Không có trang này
error-page-what = Không có trang nào ở địa chỉ “{ $path }”.
error-page-why = Địa chỉ có thể bị gõ nhầm hoặc thiếu một phần.
error-parameter = Địa chỉ có giá trị chưa dùng được
error-parameter-what = Mục “{ $name }” trong địa chỉ có giá trị “{ $value }”, trang này không có giá trị đó.
error-allowed = Chọn một trong các giá trị sau:
error-without = Xem trang không kèm mục này
error-release-form = Mục “phat-hanh” nhận số của bản công bố; viết theo dạng: { $forms }.
error-newest = Xem trang theo bản mới nhất
error-unavailable = Tạm thời chưa xem được
error-unavailable-what = Kho số liệu đang chưa trả lời, nên chưa hiện được trang này.
error-unavailable-why = Số liệu đã công bố vẫn còn nguyên. Tải lại trang sau ít phút.
error-home = Về trang cả nước
error-ranking = Xem xếp hạng tỉnh, thành phố
error-releases = Xem các bản công bố
