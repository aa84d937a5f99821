# Trang các mục của một tỉnh: mỗi dòng một xã, phường và một tiêu chí.

items-title = { $place }: từng mục
items-crumb = Từng mục
items-lead-open = { $kept } trong { $all } mục của { $place } chưa Xanh, tính đến { $at }.
items-lead = { $kept } trong { $all } mục của { $place } khớp điều kiện đang chọn, tính đến { $at }.
items-none-yet = Chưa có bản công bố nào có các mục của tỉnh, thành này.
items-table = Bảng các mục
items-caption = { $place }: mỗi dòng một xã, phường và một tiêu chí, tính đến { $at }
items-filter-group = Nhóm tiêu chí
items-filter-stage = Khai báo
items-stage-applies = Có áp dụng
items-stage-unconfirmed = Đã khai, chưa xác nhận
items-stage-failing = Vàng hoặc Đỏ
items-declared = Đã khai
items-confirmed = Đã xác nhận
items-waiting = Chờ thẩm định
items-met = Đạt
items-receipt = Phiếu tính trạng thái
items-yes = có
items-no = không
items-empty = Không có mục nào khớp mọi điều kiện đang chọn.
items-more = Trang này chỉ hiện { $shown } mục đầu. Hãy chọn một tiêu chí hoặc một nhóm, hay tải tệp CSV có đủ các mục.
items-open = Chỉ xem các mục chưa Xanh
items-csv = Tải mọi mục (CSV)
items-all-of = Xem từng mục chưa Xanh
