/** Words of the technician's console, the pages and the moderator's desk. */
export const vi = {
	program: {
		title: 'Tín hiệu chương trình',
		observed: {
			idle: 'Chưa phát', starting: 'Đang khởi động', on_air: 'Đang phát sóng', reconnecting: 'Đang nối lại',
			stopping: 'Đang dừng', stopped: 'Đã dừng', failed: 'Hỏng, cần xử lý', source_ended: 'Nguồn đã hết'
		},
		states: {
			idle: 'Chưa chạy', starting: 'Đang khởi động', running: 'Đang chạy', backoff: 'Sẽ thử lại', stopping: 'Đang dừng',
			stopped: 'Đã dừng', failed: 'Hỏng', ended: 'Đã hết nguồn'
		},
		bitrate: 'Tốc độ bit', fps: 'Khung hình', since: 'Từ lúc', restarts: 'Khởi động lại', error: 'Lỗi gần nhất',
		nextTry: 'Thử lại', viewers: 'Đang xem', onAirFor: 'Thời gian phát', none: '—',
		times: (count: number) => `${count} lần`, worker: 'Bộ phát',
		workerDead: 'Bộ phát không trả lời. Lệnh vẫn được ghi nhận và sẽ thực hiện khi nó trở lại.',
		steady: (time: string) => `đã ổn từ ${time}`,
		preview: 'Xem thử', previewNone: 'Chưa có tín hiệu', previewWait: 'Đang chờ những hình đầu tiên…',
		showPreview: 'Hiện hình xem thử', hidePreview: 'Tắt hình xem thử'
	},
	start: {
		action: (pages: number) => (pages === 0 ? 'Lên sóng trên trang xem' : `Lên sóng trên ${pages} trang`),
		stop: (pages: number) => (pages === 0 ? 'Dừng phát' : `Dừng trên ${pages} trang`),
		askStart: (pages: number) =>
			pages === 0 ? 'Phát ngay lên trang xem công khai?' : `Phát ngay lên trang xem và ${pages} trang?`,
		askStop: (pages: number) =>
			pages === 0 ? 'Dừng phát và kết thúc buổi lễ?' : `Dừng trên ${pages} trang và kết thúc buổi lễ?`,
		needSource: 'Chọn một nguồn trước khi lên sóng.', ended: 'Buổi phát này đã kết thúc.',
		reopen: 'Mở lại trong mục Chuẩn bị', needPublished: 'Buổi lễ cần được công bố trước khi lên sóng.',
		notTechnician: 'Chỉ kỹ thuật viên của buổi lễ mới điều khiển được.'
	},
	source: {
		title: 'Nguồn', choose: 'Chọn nguồn', none: 'Chưa có nguồn nào',
		noneHint: 'Thêm thẻ thử hình để kiểm tra đường truyền, rồi thêm phim hoặc địa chỉ camera.',
		add: 'Thêm nguồn', kinds: { test_card: 'Thẻ thử hình', file: 'Tệp phim', url: 'Địa chỉ', playlist: 'Danh sách phim', rtmp: 'Máy gửi RTMP', srt: 'Máy gửi SRT', camera: 'Máy quay điện thoại' },
		tabs: { test_card: 'Thẻ thử hình', upload: 'Tải tệp lên', library: 'Tệp trên máy chủ', url: 'Địa chỉ' },
		name: 'Tên nguồn', file: 'Tệp phim', fileChoose: 'Chọn tệp', fileChange: 'Đổi tệp', fileHint: 'Mọi tệp phim thông dụng, ví dụ MP4 (H.264/AAC).',
		loop: 'Phát lặp lại', once: 'Phát một lần', url: 'Địa chỉ nguồn',
		urlHint: 'rtsp://, http(s)://…m3u8, rtmp:// hoặc srt://', path: 'Tệp trong thư viện',
		libraryEmpty: 'Thư viện trên máy chủ còn trống.', uploading: (percent: number) => `Đang tải lên ${percent}%`,
		checking: 'Đang kiểm tra tệp…', remove: (name: string) => `Xoá nguồn ${name}`,
		defaultName: 'Thẻ thử hình'
	},
	relays: {
		title: 'Các trang tiếp sóng', empty: 'Chưa chọn trang nào',
		emptyHint: 'Buổi lễ vẫn phát trên trang xem. Thêm trang Facebook, YouTube hoặc RTMP để tiếp sóng.',
		ready: 'Sẽ phát khi lên sóng',
		states: {
			off: 'Không phát', waiting: 'Đang chờ', starting: 'Đang nối', running: 'Đang gửi', backoff: 'Sẽ thử lại',
			stopping: 'Đang dừng', failed: 'Hỏng, cần xử lý'
		},
		verdicts: {
			off: 'Không phát', waiting: 'Đang chờ', starting: 'Đang nối', stopping: 'Đang dừng', backoff: 'Sẽ thử lại', failed: 'Hỏng, cần xử lý',
			stalled: 'Chưa có dữ liệu đi', unknown: 'Chưa biết', unconfirmed: 'Đang gửi, chưa ai xác nhận',
			not_public: 'Đang gửi, chưa công khai', doubted: 'Đang gửi, không thấy trên trang', public: 'Công chúng xem được'
		},
		facts: {
			process: 'Tiến trình chạy', flowing: 'Dữ liệu đang đi', still: 'Chưa có dữ liệu đi', platform: 'Nền tảng', monitor: 'Giám sát', open: 'Mở trang', openOf: (name: string) => `Mở ${name} ở thẻ mới`,
			platforms: { none: 'chưa kết nối', unknown: 'chưa trả lời', created: 'chưa nhận được hình', ready: 'chưa công khai', live: 'đang phát', ended: 'đã kết thúc' },
			monitors: { not_watched: 'không xem được', looking: 'đang tìm', seen: 'thấy hình', not_seen: 'không thấy hình' },
			viewers: (count: number) => `${count} đang xem`,
			saw: 'Tôi đã thấy trên trang', sawOn: (name: string) => `Tôi đã thấy buổi lễ trên ${name}`, undo: 'Bỏ', undoOn: (name: string) => `Bỏ lời đã thấy trên ${name}`,
			by: (name: string, at: string, ago: string) => `${name} thấy lúc ${at} (${ago})`,
			stale: (name: string, at: string) => `${name} thấy lúc ${at}, trước khi gián đoạn. Hãy xem lại.`
		},
		add: 'Thêm trang', addPage: 'Trang cần thêm', noMore: 'Mọi trang dùng được đã có ở đây.', manage: 'Quản lý các trang',
		waits: {
			program: 'Chưa có tín hiệu chương trình; trang phát tiếp ngay khi có.',
			page: 'Chưa có dữ liệu nào tới trang; hệ thống vẫn đang thử.',
			uplink: 'Đường truyền lên không đủ; trang tự phát lại khi đủ.', cap: 'Bản giảm bitrate cho trang này đang khởi động.'
		},
		sentBy: (node: string) => `máy ${node}`,
		onBackup: 'Đang dùng địa chỉ dự phòng',
		many: {
			all: 'Mọi trang', of: 'Các trang của', start: 'Phát', stop: 'Dừng', retry: 'Thử lại',
			askStop: (count: number) => `Dừng ${count} trang?`, stopOn: (count: number) => `Dừng ${count} trang`,
			done: (count: number) => `Đã làm với ${count} trang.`
		},
		line: (needs: string, has: string, waiting: number) => `Đường truyền lên: cần ${needs}, có ${has}. ${waiting} trang đang chờ.`,
		on: 'Phát', off: 'Không phát', stop: 'Dừng', turnOn: (name: string) => `Phát trên ${name}`, turnOff: (name: string) => `Không phát trên ${name}`,
		askOff: (name: string) => `Dừng phát trên ${name}?`, remove: (name: string) => `Bỏ ${name} khỏi buổi lễ`,
		seen: (count: number, all: number) => `${count}/${all} trang công chúng xem được`, seenWords: 'trang công chúng xem được', alsoUnconfirmed: (count: number) => `${count} chưa ai xác nhận`, alsoWaiting: (count: number) => `${count} đang chờ`,
		columns: { page: 'Trang', state: 'Trạng thái', bitrate: 'Tốc độ', since: 'Từ lúc', restarts: 'Nối lại' },
		stopOn: (name: string) => `Dừng trên ${name}`, withdrawn: 'Đơn vị đã rút lại', nextTry: (text: string) => `thử lại ${text}`, soon: 'thử lại ngay'
	},
	pageKinds: { facebook: 'Facebook', youtube: 'YouTube', rtmp: 'RTMP', srt: 'SRT', rehearsal: 'Diễn tập' },
	runs: {
		title: 'Nhật ký lượt chạy', show: 'Xem nhật ký', hide: 'Ẩn nhật ký', empty: 'Chưa có lượt chạy nào',
		program: 'Chương trình', running: 'đang chạy', exit: (code: number) => `mã thoát ${code}`, tail: 'Những dòng cuối',
		noTail: 'Không có dòng nào được ghi.'
	},
	pages: {
		title: 'Trang phát', lead: 'Nơi buổi lễ được tiếp sóng: trang Facebook, kênh YouTube, địa chỉ RTMP.',
		add: 'Thêm trang', empty: 'Chưa có trang nào', emptyHint: 'Thêm trang đầu tiên cùng khoá luồng của nó.',
		unit: 'Đơn vị', name: 'Tên trang', kind: 'Loại', address: 'Địa chỉ máy chủ', addressHint: 'Ví dụ rtmps://live-api-s.facebook.com:443/rtmp/',
		key: 'Khoá luồng', keyKeep: 'Để trống để giữ khoá đang có', keyHint: 'Chỉ ghi vào, không bao giờ hiện lại.',
		publicUrl: 'Địa chỉ công khai', note: 'Ghi chú', backup: 'Địa chỉ dự phòng', backupHint: 'Dùng cùng khoá luồng; hệ thống tự chuyển sang khi địa chỉ chính hỏng nhiều lần.',
		srtHint: 'Ví dụ srt://may-chu.vn:9000', srtKeyHint: 'streamid=…&passphrase=…, hoặc chỉ mã luồng. Không bao giờ hiện lại.',
		cap: 'Giới hạn bitrate (kb/s)', capHint: 'Từ 300 đến 20000. Để trống: như chương trình. Các trang cùng giới hạn dùng chung một bản.',
		priority: 'Khi đường truyền thiếu', priorityHint: 'Trang phát sau cùng phải chờ trước.', priorities: { 1: 'Luôn phát trước', 2: 'Bình thường', 3: 'Chờ trước' },
		contact: 'Gọi cho ai', contactHint: 'Tên và số điện thoại, hiện trên bảng kiểm tra khi trang hỏng.',
		behaviour: 'Trang tập làm gì', behaviourHint: 'Để ê-kíp thấy trước từng kiểu hỏng trông ra sao.',
		behaviours: { accept: 'Nhận luồng', refuse_key: 'Từ chối khoá', stall: 'Nhận rồi đứng', drop: 'Ngắt mỗi 30 giây', slow: 'Trả lời chậm' }, keyStates: { ok: 'Đã có khoá', missing: 'Chưa có khoá', unreadable: 'Cần nhập lại khoá' },
		check: 'Kiểm tra', checking: 'Đang kiểm tra…', checked: (ms: number) => `trả lời sau ${ms} ms`,
		askRemove: (name: string) => `Xoá trang ${name}? Các buổi lễ sẽ không tiếp sóng lên đó nữa.`,
		loans: {
			title: (name: string) => `Các buổi lễ dùng ${name}`, take: 'Rút lại', withdrawn: 'Đã rút lại', lend: 'Cho phát lại',
			takeFrom: (ceremony: string) => `Rút lại khỏi ${ceremony}`,
			askTake: (name: string, ceremony: string) => `Rút ${name} lại khỏi ${ceremony}? Ê-kíp của buổi lễ ấy sẽ không tự bật lại được.`,
			askTakeOnAir: (name: string, ceremony: string) => `${name} đang phát. Dừng ngay và rút lại khỏi ${ceremony}?`,
			askLend: (name: string, ceremony: string) => `Cho ${ceremony} phát trên ${name}?`
		},
		notTechnician: 'Phần này dành cho kỹ thuật viên.', editTitle: (name: string) => `Sửa ${name}`, newTitle: 'Trang mới'
	},
	desk: {
		title: 'Bình luận', filters: { pending: 'Chờ duyệt', published: 'Đã hiện', hidden: 'Đã ẩn', all: 'Tất cả' },
		filterLabel: 'Lọc bình luận', states: { pending: 'Chờ duyệt', published: 'Đã hiện', hidden: 'Đã ẩn' },
		publish: 'Duyệt', hide: 'Ẩn', pin: 'Ghim', unpin: 'Bỏ ghim', pinned: 'Được ghim',
		fresh: (count: number) => `${count} mới`, freshHint: 'Bấm hoặc phím N để hiện',
		empty: { pending: 'Không còn bình luận nào chờ duyệt', published: 'Chưa có bình luận nào được hiện', hidden: 'Chưa ẩn bình luận nào', all: 'Chưa có bình luận nào' },
		emptyHint: 'Bình luận mới sẽ tự hiện lên ở đây.', keysTitle: 'Phím tắt',
		keys: { move: 'xuống / lên', publish: 'duyệt', hide: 'ẩn', pin: 'ghim', fresh: 'hiện bình luận mới' },
		moderation: 'Cách duyệt', pre: 'Duyệt trước', post: 'Duyệt sau', preHint: 'Chỉ hiện sau khi duyệt', postHint: 'Hiện ngay, ẩn khi cần',
		room: 'Phòng bình luận', open: 'Đang mở', closed: 'Đã đóng', openRoom: 'Mở bình luận', closeRoom: 'Đóng bình luận',
		closedBecause: {
			cancelled: 'Buổi lễ đã huỷ.', over: 'Buổi lễ đã kết thúc hơn một giờ.', early: 'Chưa tới giờ mở.', unpublished: 'Sẽ mở khi buổi lễ được công bố.'
		},
		heldFor: {
			words: 'Từ trong danh sách', link: 'Có đường dẫn', email: 'Có địa chỉ thư', phone: 'Có số điện thoại', identity: 'Có số giấy tờ',
			name: 'Mang tên cơ quan', same: 'Gửi lặp nhiều lần', first: 'Bình luận đầu tiên', network: 'Cùng mạng với người bị chặn', unchecked: 'Chưa kiểm tra được'
		},
		wordList: 'Danh sách từ bị giữ, bị chặn', firstTime: 'Lần đầu', device: 'Thiết bị', by: (name: string) => `bởi ${name}`, handled: 'Đã xử lý', queue: 'Hàng đợi bình luận',
		notModerator: 'Chỉ người điều phối của buổi lễ mới thấy hàng đợi.', viewers: (count: number) => `${count} đang xem`
	}
};

export type LiveWords = typeof vi;
