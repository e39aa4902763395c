/** Words of the screen that makes a phone a camera. */
export const vi = {
	title: 'Máy quay điện thoại', back: 'Bàn kỹ thuật',
	choose: {
		which: 'Điện thoại này là máy quay nào?', use: (name: string) => `Dùng làm ${name}`, taken: 'đang có máy gửi',
		make: 'Phát bằng điện thoại này', another: 'Thêm máy quay mới là điện thoại này', hint: 'Tạo một nguồn mới từ máy quay của điện thoại này. Chưa có gì lên sóng cho đến khi bàn kỹ thuật chọn nguồn.',
		name: (person: string) => `Điện thoại ${person}`, gone: 'Không còn nguồn này. Chọn máy quay khác.', notYours: 'Chỉ kỹ thuật viên của buổi lễ dùng được máy quay.'
	},
	open: 'Mở máy quay', openHint: 'Trình duyệt sẽ hỏi quyền dùng máy quay và micro: chọn Cho phép.',
	preview: 'Hình từ máy quay này', turn: 'Xoay ngang điện thoại để hình đầy màn chiếu.',
	flip: 'Đổi máy quay', camera: 'Máy quay', microphone: 'Micro', noMicrophone: 'Không có micro: chỉ gửi hình.',
	level: 'Âm lượng micro', silent: 'Không nghe thấy tiếng. Kiểm tra micro.', loud: 'Quá to, dễ vỡ tiếng.',
	quality: 'Chất lượng', qualities: { high: 'Cao', middle: 'Vừa', low: 'Thấp' },
	start: 'Bắt đầu gửi', stop: 'Dừng gửi', askStop: 'Dừng gửi hình từ máy này?', askStopAir: 'Máy này đang lên sóng. Dừng gửi?',
	states: {
		idle: 'Chưa gửi', connecting: 'Đang nối với máy chủ', opening: 'Máy chủ đang chờ hình', sending: 'Đang gửi',
		waiting: 'Mất kết nối, đang tự nối lại', offline: 'Điện thoại không có mạng', ended: 'Đã dừng'
	},
	onAir: 'Đang lên sóng', offAir: 'Chưa lên sóng', onSlate: 'Đang chiếu hình chờ',
	weak: 'Mạng yếu: hình đến chậm. Nếu còn chậm, máy tự giảm chất lượng.',
	lowered: 'Mạng yếu nên đã giảm chất lượng.',
	figures: { speed: 'Tốc độ', behind: 'Đang chờ gửi', dropped: 'Bỏ mất', restarts: 'Nối lại', seconds: (value: string) => `${value} giây`, mbps: (value: string) => `${value} Mb/s` },
	again: 'Gửi lại từ máy này', retry: 'Thử lại',
	muted: 'Máy quay đang bị ứng dụng khác hoặc cuộc gọi chiếm. Đóng ứng dụng đó.',
	keep: 'Giữ màn hình sáng và trang này mở. Cắm sạc nếu có.',
	leave: 'Máy này đang gửi hình. Rời trang thì dừng gửi. Rời trang?',
	trouble: {
		insecure: ['Trình duyệt chỉ cho dùng máy quay trên địa chỉ https.', 'Nhờ người giữ máy chủ chạy scripts/run --lan, rồi quét mã QR hoặc mở địa chỉ https trong khung hiện ra.'],
		old: ['Trình duyệt này không quay được video.', 'Cập nhật trình duyệt, hoặc mở trang này bằng Chrome hay Safari mới.'],
		refused: ['Trình duyệt chưa được phép dùng máy quay.', 'Bấm biểu tượng bên trái thanh địa chỉ, chọn Cho phép với Máy ảnh và Micro, rồi thử lại.'],
		none: ['Không tìm thấy máy quay nào.', 'Cắm máy quay, hoặc mở trang này trên điện thoại có máy quay.'],
		busy: ['Máy quay đang được ứng dụng khác dùng.', 'Đóng ứng dụng máy ảnh, cuộc gọi video hoặc thẻ khác rồi thử lại.'],
		lost: ['Máy quay vừa bị ngắt.', 'Mở lại máy quay rồi gửi tiếp.'],
		unknown: ['Không mở được máy quay.', 'Khởi động lại trình duyệt rồi thử lại.']
	},
	ended: {
		login: 'Phiên đăng nhập đã hết. Đăng nhập lại.', permission: 'Bạn không có quyền gửi hình cho buổi lễ này.',
		gone: 'Nguồn này không còn nữa.', other: 'Máy chủ đã ngắt kết nối.'
	}
};

export type CameraWords = typeof vi;
