/** Words of what the program shows and how it sounds: sources in order, takes, the red button, the clock. */
export const vi = {
	showing: {
		title: 'Đang chiếu', slate: 'Hình chờ', nothing: 'Chưa có gì', since: (time: string) => `từ ${time}`,
		byHand: 'Chọn bằng tay', back: 'Trở về thứ tự'
	},
	slate: {
		on: 'Hình chờ', off: 'Bỏ hình chờ', key: 'Phím H',
		ask: 'Chiếu hình chờ trên trang xem và mọi trang?', active: 'Mọi trang đang chiếu hình chờ, không có tiếng.',
		show: 'Xem hình chờ', own: 'Dùng ảnh riêng', designed: 'Dùng hình chờ của hệ thống', alt: 'Hình chờ mà người xem sẽ thấy'
	},
	states: {
		off: 'Chưa nối', connecting: 'Đang nối', live: 'Có tín hiệu', silent: 'Mất tín hiệu', ended: 'Đã hết', failed: 'Lỗi'
	},
	order: {
		main: 'Chính', backup: (place: number) => `Dự phòng ${place}`, asBackup: 'Làm dự phòng', notBackup: 'Thôi dự phòng',
		up: (name: string) => `Đưa ${name} lên trước`, hint: 'Khi nguồn chính mất tín hiệu 1 giây, nguồn dự phòng lên thay; hết nguồn thì chiếu hình chờ.'
	},
	preview: {
		on: 'Xem trước', off: 'Thôi xem', wait: 'Đang nối nguồn…', lost: 'Chưa có hình từ nguồn này.', sound: 'Bật tiếng', mute: 'Tắt tiếng',
		label: (name: string) => `Hình xem trước của ${name}`
	},
	take: { now: 'Chuyển sang nguồn này', ask: (name: string) => `Chiếu ${name} ngay bây giờ?` },
	ways: {
		rtmp: 'OBS / máy gửi RTMP', srt: 'Máy gửi SRT', camera: 'Điện thoại này', playlist: 'Nhiều phim',
		rtmpHint: 'Tạo địa chỉ và khoá để dán vào OBS: Cài đặt → Luồng → Tuỳ chỉnh.',
		srtHint: 'Tạo địa chỉ SRT có mật khẩu cho bộ mã hoá.', cameraHint: 'Dùng máy quay của điện thoại làm nguồn.',
		latency: 'Độ trễ SRT (ms)', playlistHint: 'Chọn phim theo đúng thứ tự phát.', chosen: 'Thứ tự phát'
	},
	key: {
		title: 'Chép ngay, khoá chỉ hiện một lần', server: 'Máy chủ', key: 'Khoá luồng', link: 'Địa chỉ đầy đủ',
		copy: 'Chép', copied: 'Đã chép', done: 'Tôi đã chép xong', rotate: 'Đổi khoá',
		askRotate: 'Đổi khoá? Máy đang gửi bằng khoá cũ sẽ bị ngắt.', obs: 'Trong OBS: Cài đặt → Luồng → Dịch vụ: Tuỳ chỉnh, rồi dán hai ô này.'
	},
	sound: {
		title: 'Hình và tiếng', loudness: 'Tự giữ độ lớn −16 LUFS', gain: 'Âm lượng', offset: 'Lệch tiếng',
		later: (ms: number) => `tiếng trễ hơn hình ${ms} ms`, earlier: (ms: number) => `tiếng sớm hơn hình ${ms} ms`, together: 'tiếng khớp hình',
		profile: 'Chất lượng', profiles: { '480p30': '480p (mạng yếu)', '720p30': '720p', '1080p30': '1080p' },
		fixed: 'Dừng phát rồi mới đổi được chất lượng.', levels: 'Mức tiếng', left: 'Trái', right: 'Phải', quiet: 'Chưa có tiếng',
		buffer: 'Mạng của nguồn', steady: 'Ổn định', weak: 'Yếu'
	},
	clock: {
		title: 'Hẹn giờ', arm: 'Hẹn tự lên sóng', at: 'Lúc', ends: 'Tự kết thúc 15 phút sau giờ kết thúc',
		armed: (time: string) => `Sẽ tự lên sóng lúc ${time}`, in: (left: string) => `còn ${left}`, disarm: 'Bỏ hẹn',
		willEnd: (time: string) => `Sẽ tự kết thúc lúc ${time}`, extend: 'Gia hạn 15 phút', never: 'Không tự kết thúc', set: 'Đặt hẹn',
		needSource: 'Chọn nguồn và công bố buổi lễ trước khi hẹn giờ.', endLater: 'Hẹn tự kết thúc'
	}
};

export type ProgramWords = typeof vi;
