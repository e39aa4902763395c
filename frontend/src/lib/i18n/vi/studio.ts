/** Words of the staff's frame, the list of ceremonies and the organizer's desk. */
export const vi = {
	login: {
		title: 'Đăng nhập',
		lead: 'Bàn làm việc của ban tổ chức, kỹ thuật và điều phối bình luận.',
		username: 'Tên đăng nhập', password: 'Mật khẩu', submit: 'Đăng nhập',
		demo: 'Bản dùng thử: đăng nhập bằng organizer, technician, moderator hoặc admin. Mật khẩu hiện trong cửa sổ đã khởi động hệ thống.'
	},
	again: {
		title: 'Phiên làm việc đã hết',
		lead: 'Đăng nhập lại để tiếp tục; những gì đang soạn vẫn còn.',
		onAir: 'Phiên phát không dừng: máy chủ vẫn chạy như trước.',
		other: 'Đăng nhập bằng tài khoản khác'
	},
	frame: {
		ceremonies: 'Buổi lễ', cases: 'Kiến nghị', pages: 'Trang phát', storage: 'Lưu trữ', account: 'Tài khoản', logout: 'Đăng xuất',
		theme: 'Giao diện', light: 'Sáng', dark: 'Tối', auto: 'Tự động', language: 'Ngôn ngữ',
		nav: 'Điều hướng chính', publicSite: 'Xem lịch công khai'
	},
	crewChat: {
		title: 'Trò chuyện ê-kíp', open: (count: number) => (count ? `Trò chuyện ê-kíp, ${count} tin chưa đọc` : 'Trò chuyện ê-kíp'), close: 'Đóng',
		older: 'Tin cũ hơn', empty: 'Chỉ ê-kíp của buổi lễ đọc được, công chúng không thấy.', field: 'Nhắn cho ê-kíp', send: 'Nhắn', urgent: 'Cần ngay',
		sending: 'đang gửi', seen: 'Đã thấy', seenBy: (name: string) => `${name} đã thấy`, again: 'Nhắn lại', drop: 'Bỏ', keyHint: 'Phím C',
		quick: ['Sẵn sàng', 'Chờ 1 phút', 'Mất tiếng', 'Gọi tôi']
	},
	roles: { organizer: 'Tổ chức', technician: 'Kỹ thuật', moderator: 'Điều phối' },
	review: { draft: 'Bản nháp', in_review: 'Chờ duyệt', approved: 'Đã duyệt' },
	published: (version: number) => `Đã công bố · bản ${version}`,
	unpublished: 'Chưa công bố',
	changed: 'Có thay đổi chưa công bố',
	actions: {
		submit: 'Gửi duyệt', approve: 'Duyệt', send_back: 'Trả lại', publish: 'Công bố', cancel: 'Huỷ buổi lễ',
		reopen: 'Mở lại'
	},
	republish: 'Công bố thay đổi',
	common: {
		save: 'Lưu', saved: 'Đã lưu', saving: 'Đang lưu…', cancel: 'Thôi', remove: 'Xoá', add: 'Thêm', edit: 'Sửa',
		close: 'Đóng', undo: 'Hoàn tác', unsaved: 'Có thay đổi chưa lưu', leave: 'Có thay đổi chưa lưu. Rời đi và bỏ những thay đổi ấy?', optional: 'không bắt buộc', choose: 'Chọn…',
		reload: 'Tải lại', required: 'Xin điền mục này.', working: 'Đang thực hiện…'
	},
	errors: {
		offline: 'Chưa gửi được vì mất mạng. Những gì đã nhập vẫn còn nguyên.',
		forbidden: 'Tài khoản này không có quyền làm việc đó.',
		server: 'Máy chủ gặp sự cố. Những gì đã nhập vẫn còn nguyên, xin thử lại.',
		stale: 'Người khác vừa thay đổi. Màn hình đã được cập nhật, xin xem lại rồi làm tiếp.',
		login: 'Phiên làm việc đã hết. Xin đăng nhập lại.',
		again: 'Đã đăng nhập lại. Việc vừa rồi chưa được thực hiện, xin bấm lần nữa.'
	},
	line: {
		connecting: 'Đang kết nối…', waiting: 'Mất liên lạc với máy chủ, đang kết nối lại…',
		offline: 'Mất mạng. Số liệu bên dưới là lần cuối nhận được.',
		refused: 'Không còn quyền theo dõi trực tiếp buổi lễ này.'
	},
	list: {
		title: 'Buổi lễ của tôi', create: 'Buổi lễ mới',
		live: 'Đang phát', today: 'Hôm nay', upcoming: 'Sắp tới', past: 'Đã qua',
		empty: 'Chưa có buổi lễ nào',
		emptyOrganizer: 'Tạo buổi lễ đầu tiên: đặt tên, giờ và địa điểm trước, những phần còn lại bổ sung sau.',
		emptyOther: 'Khi được đưa vào ê-kíp của một buổi lễ, buổi lễ ấy sẽ hiện ở đây.',
		next: 'Việc tiếp theo',
		steps: {
			submit: 'Hoàn tất và gửi duyệt', approve: 'Xem và duyệt', waiting: 'Đang chờ duyệt', publish: 'Công bố buổi lễ',
			republish: 'Công bố các thay đổi', prepare: 'Chuẩn bị nguồn và các trang', console: 'Vào bàn kỹ thuật',
			comments: 'Điều phối bình luận', open: 'Mở', none: 'Không còn việc gì'
		}
	},
	tabs: {
		prepare: 'Chuẩn bị', console: 'Kỹ thuật', comments: 'Bình luận', watch: 'Trang xem', recording: 'Bản ghi', label: 'Các bàn làm việc'
	},
	details: {
		title: 'Thông tin buổi lễ', newTitle: 'Buổi lễ mới',
		newLead: 'Bản nháp chỉ người trong đơn vị thấy, cho đến khi được duyệt và công bố.',
		name: 'Tên buổi lễ', namePlaceholder: 'Ví dụ: Lễ thượng cờ đầu tuần',
		kind: 'Loại', unit: 'Đơn vị', summary: 'Giới thiệu', summaryHint: 'Vài câu cho người xem, hiện trên trang xem và trong lịch.',
		place: 'Địa điểm', starts: 'Bắt đầu', ends: 'Kết thúc', zone: 'Giờ Việt Nam',
		cover: 'Ảnh bìa', coverHint: 'Ảnh ngang 16:9, JPEG hoặc PNG.', coverChoose: 'Chọn ảnh', coverChange: 'Đổi ảnh',
		coverRemove: 'Bỏ ảnh', create: 'Tạo bản nháp', endBeforeStart: 'Giờ kết thúc phải sau giờ bắt đầu.',
		lasts: (text: string) => `Kéo dài ${text}`, readOnly: 'Chỉ người tổ chức mới sửa được phần này.', cancelled: 'Buổi lễ đã huỷ nên không sửa được nữa.'
	},
	steps: {
		title: 'Duyệt và công bố', draft: 'Soạn', review: 'Duyệt', publish: 'Công bố',
		hints: {
			draft: 'Soạn xong thì gửi duyệt. Khách chưa thấy gì.',
			in_review: 'Đang chờ người có thẩm quyền xem và duyệt.',
			approved: 'Đã duyệt. Công bố để buổi lễ hiện trên lịch công khai.',
			published: 'Khách đang thấy bản này.',
			changed: 'Khách vẫn thấy bản cũ cho đến khi công bố lại.'
		},
		asks: {
			publish: 'Công bố lên lịch công khai?', cancel: 'Huỷ buổi lễ này? Khách sẽ thấy là đã huỷ.',
			send_back: 'Trả lại để sửa?', submit: 'Gửi duyệt?', approve: 'Duyệt buổi lễ này?', reopen: 'Mở lại buổi lễ này?'
		},
		reason: 'Lý do, khách sẽ đọc được', reasons: 'Những lý do thường gặp',
		usual: ['Thời tiết xấu', 'Hoãn sang ngày khác', 'Đổi địa điểm', 'Lý do kỹ thuật'], none: 'Hiện không có bước nào dành cho bạn.', publicPage: 'Trang xem công khai'
	},
	rundown: {
		title: 'Kịch bản', add: 'Thêm tiết mục', empty: 'Chưa có tiết mục nào',
		emptyHint: 'Liệt kê các tiết mục theo thứ tự; giờ của từng tiết mục được tính từ giờ bắt đầu.',
		item: (number: number) => `Tiết mục ${number}`, name: 'Tên tiết mục', kind: 'Loại', minutes: 'Thời lượng (phút)',
		responsible: 'Phụ trách', notes: 'Ghi chú', up: 'Chuyển lên', down: 'Chuyển xuống', more: 'Chi tiết',
		keys: 'Alt + ↑ ↓ để đổi thứ tự', save: 'Lưu kịch bản', badDuration: 'Nhập phút, ví dụ 5 hoặc 2:30.',
		endsAt: (time: string) => `Kết thúc lúc ${time}`, over: (text: string) => `quá giờ ${text}`,
		moved: (title: string, place: number) => `${title}: vị trí ${place}`, removed: (title: string) => `Đã xoá ${title}`
	},
	cue: {
		title: 'Điều khiển chương trình', now: 'Đang diễn ra', next: 'Tiết mục tiếp theo', go: 'Chuyển', first: 'Bắt đầu kịch bản',
		clear: 'Bỏ đánh dấu', none: 'Chưa có tiết mục nào đang diễn ra', since: (text: string) => `đã ${text}`,
		last: 'Đây là tiết mục cuối.', jump: (title: string) => `Chuyển sang ${title}`,
		mark: 'Đánh dấu thời điểm', markWords: 'Ghi chú (không bắt buộc)', marked: (at: string) => `Đã đánh dấu lúc ${at}`,
		markHint: 'Thời điểm này có trong nhật ký sự cố và là một chương của bản ghi.', marks: 'Thời điểm đã đánh dấu',
		nextKey: 'Phím N: tiết mục tiếp theo', markKey: 'Phím M: đánh dấu thời điểm',
		noRundown: 'Kịch bản còn trống.', seen: 'Khách thấy tiết mục này trên trang xem.'
	},
	crew: {
		title: 'Ê-kíp', empty: 'Chưa phân công ai', person: 'Người', role: 'Vai trò', add: 'Thêm vào ê-kíp',
		remove: (name: string) => `Bỏ ${name} khỏi ê-kíp`,
		hint: 'Người trong ê-kíp vào được bàn làm việc của buổi lễ này.'
	},
	history: {
		title: 'Nhật ký', empty: 'Chưa có gì', other: 'thay đổi khác', older: (count: number) => `Xem thêm ${count} dòng`,
		actions: {
			'ceremony.create': 'tạo buổi lễ', 'ceremony.edit': 'sửa thông tin', 'ceremony.submit': 'gửi duyệt',
			'ceremony.approve': 'duyệt', 'ceremony.send_back': 'trả lại', 'ceremony.publish': 'công bố',
			'ceremony.cancel': 'huỷ buổi lễ', 'ceremony.reopen': 'mở lại', 'ceremony.go_live': 'lên sóng',
			'ceremony.end': 'kết thúc', 'rundown.replace': 'lưu kịch bản', 'rundown.cue': 'chuyển tiết mục',
			'crew.replace': 'đổi ê-kíp', 'broadcast.start': 'bấm lên sóng', 'broadcast.stop': 'bấm dừng',
			'broadcast.source': 'đổi nguồn', 'source.add': 'thêm nguồn', 'source.edit': 'sửa nguồn',
			'source.delete': 'xoá nguồn', 'relay.on': 'bật một trang', 'relay.off': 'tắt một trang',
			'relays.start': 'bật nhiều trang', 'relays.stop': 'tắt nhiều trang', 'relays.retry': 'thử lại nhiều trang',
			'crew_chat.seen': 'đã thấy tin nhắn cần ngay',
			'relay.seen': 'đã thấy buổi lễ trên một trang', 'relay.unseen': 'rút lời đã thấy trên một trang', 'relay.remove': 'bỏ một trang', 'relay.withdraw': 'rút lại một trang',
			'broadcast.take': 'chuyển nguồn', 'broadcast.order': 'đổi thứ tự nguồn', 'broadcast.mode': 'bấm hoặc bỏ hình chờ',
			'broadcast.tune': 'chỉnh hình và tiếng', 'broadcast.arm': 'hẹn giờ hoặc bỏ hẹn', 'broadcast.extend': 'đổi giờ tự kết thúc',
			'alert.ack': 'đã biết một cảnh báo', 'broadcast.not_started': 'không tự lên sóng được', 'broadcast.not_started_seen': 'đã biết việc không tự lên sóng', 'broadcast.slate_picture': 'đổi ảnh hình chờ',
			'source.preview': 'mở hoặc đóng hình xem trước', 'source.rotate': 'đổi khoá luồng của nguồn',
			'recording.purge': 'yêu cầu xoá bản ghi',
			'recording.purged': 'xoá xong bản ghi',
			'recording.retry': 'ghép lại bản ghi',
			'recording.made': 'ghép xong bản ghi',
			'recording.expired': 'xoá bản ghi hết hạn',
			'room.set': 'đổi cách duyệt bình luận', 'comment.post': 'bình luận', 'comment.publish': 'duyệt bình luận',
			'comment.hide': 'ẩn bình luận', 'comment.pin': 'ghim bình luận', 'comment.unpin': 'bỏ ghim'
		}
	}
};

export type StudioWords = typeof vi;
