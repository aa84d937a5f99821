# Bảng tính: tải về, gửi lên, xem trước rồi mới ghi.

sheet-open = Nhập bằng bảng tính (Excel, LibreOffice)
sheet-how = Tải phiếu về, điền vào cột “Giá trị”, lưu lại rồi gửi lên. Trang tiếp theo cho xem từng ô sẽ thay đổi; chưa có gì được ghi trước khi bấm “Ghi tất cả”. Các cột khác bị khóa.
sheet-fetch = Tải phiếu của đơn vị này (.xlsx)
sheet-fetch-all = Tải phiếu của mọi đơn vị được giao (.xlsx)
sheet-file = Bảng tính đã điền
sheet-file-help = Tệp .xlsx tải từ trang này, tối đa { $mib } MB.
sheet-send = Xem trước thay đổi

sheet-unit-code = Mã đơn vị
sheet-unit = Đơn vị
sheet-criterion-code = Mã tiêu chí
sheet-criterion = Tiêu chí
sheet-field-key = Khóa ô nhập
sheet-field = Ô nhập
sheet-value = Giá trị
sheet-last = Đã xác nhận gần nhất
sheet-version = Phiên bản
sheet-pick-title = Chọn trong danh sách
sheet-pick = Hãy chọn một trong các giá trị có sẵn, hoặc để trống.

sheet-title = Xem trước bảng tính
sheet-would-change =
    { $number ->
       *[other] { $number } ô sẽ thay đổi. Chưa có gì được ghi.
    }
sheet-same = Bảng tính giống hệt phiếu đang lưu, không có gì để ghi.
sheet-has-faults =
    { $number ->
       *[other] { $number } ô cần sửa. Chưa có gì được ghi. Hãy sửa trong bảng tính rồi gửi lại.
    }
sheet-more-faults =
    { $number ->
       *[other] Còn { $number } ô cần sửa nữa không liệt kê ở đây.
    }
sheet-apply = Ghi tất cả vào nháp
sheet-again = Gửi lại bảng tính
sheet-back = Về phiếu khai của đơn vị
sheet-faults = Những ô cần sửa
sheet-changes = Những ô sẽ thay đổi
sheet-cell = Ô
sheet-problem = Cần sửa
sheet-before = Đang lưu
sheet-after = Trong bảng tính

sheet-formula = không nhận công thức; hãy nhập giá trị
sheet-not-a-value = ô đang báo lỗi, không có giá trị; hãy nhập lại giá trị
sheet-wrong-unit = mã này không phải đơn vị được giao cho tài khoản này; hãy tải phiếu mới và giữ nguyên cột mã
sheet-wrong-criterion = bộ tiêu chí không có mã này; hãy tải phiếu mới và giữ nguyên cột mã
sheet-wrong-field = tiêu chí này không có ô nhập này; hãy tải phiếu mới và giữ nguyên cột “Khóa ô nhập”
sheet-twice = ô nhập này đã có ở một dòng phía trên; hãy bỏ một dòng
sheet-wrong-version = cột ẩn “Phiên bản” đã bị sửa; hãy tải phiếu mới
sheet-stale = mục này đã được lưu sau khi tải bảng tính; hãy tải phiếu mới rồi điền lại
sheet-waiting = mục này đang chờ thẩm định; muốn sửa cần rút lại trước
sheet-choice = hãy chọn một giá trị trong danh sách của ô
sheet-too-long = dài quá mức ô nhập cho phép; hãy rút ngắn

sheet-too-large = Bảng tính lớn hơn { $mib } MB, chưa được đọc. Hãy dùng tệp tải từ trang phiếu.
sheet-not-a-sheet = Không đọc được tệp này như một bảng tính .xlsx. Hãy dùng tệp tải từ trang phiếu và lưu ở dạng .xlsx, không đặt mật khẩu.
sheet-too-much-inside = Nội dung nén trong tệp lớn quá mức cho phép nên tệp không được mở. Hãy dùng tệp tải từ trang phiếu.
sheet-too-many-rows = Bảng tính có quá nhiều dòng hoặc ô; tối đa { $rows } dòng. Hãy dùng tệp tải từ trang phiếu.
sheet-wrong-sheet = Tệp không có trang tính “{ $name }”. Hãy dùng tệp tải từ trang phiếu và không đổi tên trang tính.
sheet-too-slow = Đọc tệp mất quá nhiều thời gian nên đã dừng lại. Hãy thử lại, hoặc tách bảng tính thành nhiều tệp.
sheet-too-many-changes = Bảng tính thay đổi quá nhiều ô trong một lần. Hãy tách thành nhiều tệp.

done-applied = Đã ghi { $number } mục từ bảng tính vào nháp. Hãy xem lại rồi nộp.
