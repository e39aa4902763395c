/** Words of what the program shows and how it sounds: sources in order, takes, the red button, the clock. */
export const vi = {
	showing: {
		title: 'Đang chiếu', slate: 'Hình chờ', nothing: 'Chưa có gì', since: (time: string) => `từ ${time}`,
		byHand: 'Chọn bằng tay', waits: (name: string) => `Chờ tín hiệu của ${name}`, back: 'Trở về thứ tự',
		noSignal: 'Không nguồn nào có tín hiệu; có lại thì tự chiếu tiếp.'
	},
	slate: {
		on: 'Hình chờ', off: 'Bỏ hình chờ', key: 'H', keyHint: 'Bấm phím H', covered: 'Hình chờ đang che mọi trang',
		active: 'Người xem thấy hình chờ, không có tiếng.', title: 'Hình chờ', hint: 'Hiện khi không nguồn nào có tín hiệu, hoặc khi bấm nút đỏ.',
		show: 'Xem hình chờ', hide: 'Ẩn hình chờ', own: 'Dùng ảnh riêng', change: 'Đổi ảnh', designed: 'Dùng hình của hệ thống',
		askDesigned: 'Bỏ ảnh riêng, dùng lại hình chờ của hệ thống?', alt: 'Hình chờ mà người xem sẽ thấy'
	},
	states: {
		off: 'Chưa nối', connecting: 'Đang nối', live: 'Có tín hiệu', silent: 'Mất tín hiệu', ended: 'Đã hết', failed: 'Lỗi'
	},
	order: {
		main: 'Chính', backup: (place: number) => `Dự phòng ${place}`, asMain: 'Làm nguồn chính', asBackup: 'Làm dự phòng', notBackup: 'Thôi dự phòng',
		up: 'Lên', down: 'Xuống', upOf: (name: string) => `Đưa ${name} lên trước`, downOf: (name: string) => `Đưa ${name} xuống sau`,
		askCut: (name: string) => `Đang phát sóng. ${name} thành nguồn chính và được chiếu ngay?`,
		askUntake: (name: string) => `Đang chọn bằng tay. Đổi thứ tự thì chiếu ngay ${name}?`,
		hint: 'Nguồn chính mất tín hiệu 1 giây thì nguồn dự phòng lên thay, không còn nguồn nào thì hiện hình chờ.'
	},
	preview: {
		on: 'Xem trước', off: 'Đóng', onOf: (name: string) => `Xem trước ${name}`, offOf: (name: string) => `Đóng hình xem trước của ${name}`,
		wait: 'Đang nối nguồn…', lost: 'Chưa có hình từ nguồn này.', sound: 'Bật tiếng', mute: 'Tắt tiếng', label: (name: string) => `Hình xem trước của ${name}`,
		onlyYou: 'Chỉ ê-kíp thấy hình này.'
	},
	take: {
		now: 'Chuyển sang nguồn này', nowOf: (name: string) => `Chuyển sang ${name}`, ask: (name: string) => `Chiếu ${name} ngay bây giờ?`,
		askDark: (name: string) => `${name} chưa có tín hiệu. Chuyển sang ngay khi có?`, start: 'Lên sóng với nguồn này'
	},
	more: { qr: (name: string) => `Mã QR mở màn hình máy quay của ${name}`, scan: 'Hoặc quét bằng máy ảnh của điện thoại khác, rồi đăng nhập.', camera: 'Mở màn hình máy quay trên điện thoại này', open: 'Thêm', close: 'Thu gọn', of: (name: string) => `Thêm về ${name}`, network: 'Mạng', steady: 'Ổn định', weak: 'Yếu', networkHint: 'Mạng yếu: trễ thêm 1 giây, bù lại không giật.', latency: 'Độ trễ SRT', address: 'Địa chỉ' },
	ways: {
		rtmp: 'OBS, máy gửi RTMP', srt: 'Máy gửi SRT', camera: 'Máy quay điện thoại', playlist: 'Nhiều phim',
		rtmpHint: 'Hệ thống tạo địa chỉ và khoá luồng để dán vào OBS hoặc bộ mã hoá.',
		srtHint: 'Hệ thống tạo địa chỉ có mật khẩu để dán vào bộ mã hoá.', cameraHint: 'Dùng máy quay của điện thoại làm nguồn.',
		playlistHint: 'Chọn phim theo đúng thứ tự phát.', latencyHint: 'Mạng xa hoặc yếu thì chọn lớn hơn.'
	},
	films: {
		chosen: 'Thứ tự phát', none: 'Chưa chọn phim nào.', library: 'Phim trên máy chủ', add: (name: string) => `Thêm ${name}`, drop: (name: string) => `Bỏ ${name}`,
		up: (name: string) => `Đưa ${name} lên trước`, down: (name: string) => `Đưa ${name} xuống sau`
	},
	key: {
		title: 'Chép ngay bây giờ', once: 'Khoá chỉ hiện một lần. Lỡ mất thì bấm Đổi khoá.', server: 'Máy chủ', key: 'Khoá luồng', link: 'Địa chỉ có mật khẩu',
		copy: 'Chép', copyOf: (what: string) => `Chép ${what}`, copied: 'Đã chép', select: 'Đã chọn, nhấn giữ để chép', done: 'Tôi đã chép xong', rotate: 'Đổi khoá',
		askRotate: 'Đổi khoá? Máy đang gửi bằng khoá cũ bị ngắt ngay.', qr: 'Mã QR: địa chỉ và khoá', scan: 'Quét bằng ứng dụng phát trên điện thoại.',
		rtmpSteps: ['Trong OBS: Cài đặt → Luồng → Tuỳ chỉnh.', 'Dán Máy chủ và Khoá luồng.', 'Bấm Bắt đầu phát luồng, rồi bấm Xem trước ở đây.'],
		srtSteps: ['Trong OBS: Cài đặt → Luồng → Tuỳ chỉnh.', 'Dán địa chỉ vào ô Máy chủ, để trống khoá luồng.', 'Bấm Bắt đầu phát luồng, rồi bấm Xem trước ở đây.']
	},
	sound: {
		title: 'Hình và tiếng', loudness: 'Tự giữ độ lớn vừa tai (−16 LUFS)', gain: 'Âm lượng', offset: 'Lệch tiếng', zero: 'Về 0',
		later: (ms: number) => `tiếng trễ hơn hình ${ms} ms`, earlier: (ms: number) => `tiếng sớm hơn hình ${ms} ms`, together: 'tiếng khớp hình',
		more: (what: string) => `${what}: tăng`, less: (what: string) => `${what}: giảm`,
		profile: 'Chất lượng hình', profiles: { '480p30': '480p, mạng yếu', '720p30': '720p', '1080p30': '1080p', 'pass': 'Chuyển thẳng' },
		fixed: 'Đang phát sóng nên không đổi được: đổi cỡ hình sẽ làm đứt mọi trang.',
		levels: 'Mức tiếng', left: 'Trái', right: 'Phải', says: { none: 'Không có tiếng', low: 'Tiếng nhỏ', good: 'Tiếng vừa', high: 'Tiếng quá to' }
	},
	pass: {
		what: 'Cho máy chủ yếu: máy chủ không mã hoá, người xem nhận đúng những gì máy gửi gửi.',
		lost: 'Đổi lại: nguồn mất thì hình đứng yên, không tự chuyển sang dự phòng hay hình chờ; không chuyển cảnh liền mạch; không chỉnh tiếng; không có bản 360p cho mạng yếu. Nút đỏ vẫn hiện hình chờ, người xem thấy một lần ngắt.',
		needs: 'Máy gửi cần: H.264 và AAC, khung khoá (Keyframe Interval) 1 s, tối đa 1080p và 6 Mb/s.',
		noSound: 'Chuyển thẳng không giải mã tiếng nên không đo và không chỉnh được. Chỉnh ở máy gửi.',
		use: 'Đổi sang nguồn này',
		askUse: (name: string) => `Đổi nguồn chính sang ${name}? Người xem và các trang thấy một lần ngắt.`,
		order: 'Chuyển thẳng chỉ phát nguồn chính; nguồn dự phòng không tự lên thay.',
		stands: 'Hình đứng yên', cannot: 'Chuyển thẳng không dùng được nguồn này vì máy chủ phải mã hoá.',
		still: 'Không có tín hiệu từ nguồn chính: hình đứng yên ở mọi nơi, có lại thì tự phát tiếp.',
		slow: 'Hình chờ lên sau khoảng 2 giây, người xem thấy một lần ngắt.',
		fps: (rate: string) => `${rate} hình/giây`, keyframe: (length: string) => `khung khoá ${length} s`
	},
	clock: {
		arm: 'Hẹn tự lên sóng', at: 'Tự lên sóng lúc', ends: (time: string) => `và tự kết thúc lúc ${time} (15 phút sau giờ kết thúc)`, later: 'Chọn một lúc trong tương lai.',
		armed: (time: string) => `Tự lên sóng lúc ${time}`, in: (left: string) => `còn ${left}`, disarm: 'Bỏ hẹn', askDisarm: 'Bỏ hẹn? Khi đó phải tự bấm Lên sóng.',
		willEnd: (time: string) => `Tự kết thúc lúc ${time}`, extend: 'Gia hạn 15 phút', never: 'Không tự kết thúc', set: 'Đặt hẹn',
		endLater: 'Hẹn tự kết thúc', notStarted: (time: string) => `${time}: không tự lên sóng được.`, seen: 'Đã biết'
	},
	alerts: {
		picture: 'Hình người xem đang thấy', know: 'Đã biết', over: 'đã hết', knows: (name: string) => `${name} đã biết`,
		states: {
			off: 'Chưa giám sát', starting: 'Giám sát đang khởi động', watching: 'Đang được giám sát như một người xem',
			no_libvlc: 'Giám sát thiếu trình phát', lost: 'Giám sát đang khởi động lại'
		}
	},
	log: {
		title: 'Diễn biến', file: 'Tải tệp CSV', empty: 'Chưa có gì.', system: 'Hệ thống', less: 'Thu gọn', more: (n: number) => `Xem thêm ${n} dòng`
	},
	ready: {
		title: 'Các trang đã sẵn sàng chưa?', now: 'Kiểm tra ngay', again: 'Kiểm tra lại', wait: 'Đang hỏi từng trang, mất tối đa 10 giây…',
		never: 'Chưa kiểm tra lần nào. Kiểm tra hỏi máy chủ của từng trang, không phát gì lên trang.',
		levels: { green: 'Sẵn sàng', amber: 'Cần xem', red: 'Chưa được' },
		counts: { green: (n: number) => `${n} sẵn sàng`, amber: (n: number) => `${n} cần xem`, red: (n: number) => `${n} chưa được` },
		causes: { person: 'do người kiểm tra', day: 'tự kiểm tra một ngày trước', half_hour: 'tự kiểm tra nửa giờ trước' },
		by: (name: string) => `${name} kiểm tra`, call: 'Gọi', changed: 'Danh sách trang đã đổi từ lần kiểm tra này.',
		fine: (n: number) => `${n} trang sẵn sàng`,
		key: 'Khoá luồng sai chỉ lộ ra khi lên sóng.',
		line: {
			unknown: (needs: string) => `Cần ${needs} đường truyền lên. Chưa biết máy chủ có bao nhiêu: đặt NHIPCAU_UPLINK_KBPS.`,
			known: (needs: string, has: string) => `Cần ${needs}, đường truyền có ${has}.`,
			short: 'Trang ưu tiên thấp sẽ phải chờ.'
		}
	}
};

export type ProgramWords = typeof vi;
