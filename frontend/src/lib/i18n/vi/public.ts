/** Words of the public screens: the frame and the watch page. */
export const vi = {
	brand: 'Nhịp Cầu',
	otherLanguage: 'English',
	switchLanguage: 'Switch to English',
	skip: 'Đến nội dung chính',
	offline: 'Mất kết nối mạng. Trang sẽ tự cập nhật khi có mạng trở lại.',
	retry: 'Thử lại',
	loading: 'Đang tải…',
	home: 'Về lịch phát sóng',
	notFound: 'Không tìm thấy trang này',
	notFoundHint: 'Có thể địa chỉ đã gõ sai, hoặc buổi lễ chưa được công bố.',
	broken: 'Trang này gặp sự cố',
	brokenHint: 'Xin thử tải lại. Nếu vẫn không được, hãy quay lại sau ít phút.',
	failed: {
		offline: 'Không có kết nối mạng',
		offlineHint: 'Kiểm tra Wi-Fi hoặc dữ liệu di động rồi thử lại.',
		server: 'Máy chủ chưa trả lời',
		serverHint: 'Xin thử lại sau giây lát.'
	},
	kinds: {
		flag_raising: 'Lễ thượng cờ', commemoration: 'Lễ tưởng niệm', anniversary: 'Lễ kỷ niệm',
		award: 'Lễ trao tặng', conference: 'Hội nghị', festival: 'Lễ hội', other: 'Buổi lễ'
	},
	segments: {
		opening: 'Khai mạc', flag: 'Chào cờ', anthem: 'Quốc ca', speech: 'Phát biểu', wreath: 'Dâng hương, đặt hoa',
		silence: 'Mặc niệm', film: 'Phim tư liệu', performance: 'Văn nghệ', award: 'Trao tặng', closing: 'Bế mạc',
		other: 'Khác'
	},
	states: { scheduled: 'Sắp diễn ra', live: 'Đang phát', ended: 'Đã kết thúc', cancelled: 'Đã huỷ' },
	watch: {
		viewers: (count: number) => `${count} người đang xem`,
		startsIn: 'Bắt đầu sau',
		days: 'ngày', hours: 'giờ', minutes: 'phút', seconds: 'giây',
		before: 'Buổi lễ chưa bắt đầu',
		soon: 'Buổi lễ sắp bắt đầu',
		soonHint: 'Hình ảnh sẽ tự hiện lên khi có tín hiệu, không cần tải lại trang.',
		onAir: 'Trực tiếp',
		interrupted: 'Chương trình sẽ tiếp tục trong giây lát',
		interruptedHint: 'Mời quý vị giữ nguyên trang này, hình ảnh sẽ tự trở lại.',
		over: 'Buổi lễ đã kết thúc',
		overHint: 'Cảm ơn quý vị đã theo dõi.',
		cancelled: 'Buổi lễ đã được huỷ',
		cancelledHint: 'Xin xem lịch phát sóng để biết các buổi lễ khác.',
		loadingPicture: 'Đang tải hình ảnh…',
		noPlayer: 'Trình duyệt này không phát được hình ảnh trực tiếp. Xin dùng trình duyệt mới hơn.',
		play: 'Phát', pause: 'Tạm dừng', mute: 'Tắt tiếng', unmute: 'Bật tiếng', fullscreen: 'Toàn màn hình',
		toLive: 'Về trực tiếp', back: 'Xem lại đoạn vừa qua', again: 'Xem lại buổi lễ',
		tapToPlay: 'Bấm để xem',
		player: 'Hình ảnh trực tiếp',
		nowOn: 'Đang diễn ra',
		rundown: 'Chương trình',
		rundownOpen: 'Xem toàn bộ chương trình',
		rundownClose: 'Thu gọn',
		items: (count: number) => `${count} tiết mục`
	},
	comments: {
		title: 'Bình luận',
		empty: 'Chưa có bình luận nào',
		emptyHint: 'Mời quý vị gửi lời chúc đầu tiên.',
		emptyClosed: 'Phần bình luận đang đóng.',
		closed: {
			closed: 'Ban tổ chức đã đóng phần bình luận.', cancelled: 'Buổi lễ đã huỷ nên phần bình luận không mở.',
			over: 'Buổi lễ đã kết thúc, phần bình luận đã khép lại. Cảm ơn quý vị.',
			early: 'Phần bình luận chưa mở.',
			unpublished: 'Buổi lễ chưa được công bố nên chưa nhận bình luận.'
		},
		sending: 'Đang gửi…',
		waitingLine: 'Sẽ gửi khi có mạng',
		pending: 'Chờ duyệt',
		hidden: 'Không được hiển thị',
		refused: 'Chưa gửi được',
		again: 'Gửi lại',
		drop: 'Bỏ',
		pinned: 'Được ghim',
		you: 'Quý vị',
		organizers: (page: string) => `từ ${page}`,
		fresh: (count: number) => `${count} bình luận mới`,
		toEnd: 'Về cuối',
		reconnecting: 'Đang kết nối lại…'
	}
};

export type PublicWords = typeof vi;
