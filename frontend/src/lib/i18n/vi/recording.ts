/** Words about recordings and the disk. */
export const vi = {
	title: 'Bản ghi',
	states: {
		none: 'Chưa có bản ghi', recording: 'Đang ghi', assembling: 'Đang ghép thành một tệp', ready: 'Sẵn sàng',
		failed: 'Chưa ghép được', purged: 'Đã xoá', held: 'Tạm ngừng ghi'
	},
	hints: {
		none: 'Việc ghi bắt đầu cùng lúc với buổi phát, không cần bấm gì thêm.',
		recording: 'Ghi liên tục cả khi đổi nguồn hay hiện hình chờ. Sau khi dừng phát, hệ thống ghép thành một tệp MP4.',
		assembling: 'Thường mất chưa đến một phút cho mỗi giờ ghi. Có thể rời màn hình này.',
		ready: 'Một tệp MP4 đầy đủ, có các phần theo kịch bản.',
		failed: 'Dữ liệu đã ghi vẫn còn nguyên.',
		purged: 'Tệp MP4 và các đoạn video không còn trên máy chủ.',
		held: 'Ổ đĩa đầy nên hệ thống ngừng ghi để giữ chỗ cho buổi phát. Phần đã ghi vẫn còn, buổi phát vẫn chạy.'
	},
	length: 'Thời lượng', size: 'Dung lượng', keep: 'Giữ đến', none: '—', soFar: 'Đã ghi được',
	download: (size: string) => `Tải bản ghi MP4 (${size})`,
	resumable: 'Đứt mạng giữa chừng thì tải tiếp được từ chỗ dừng.',
	watch: 'Khách xem lại được trên trang xem', openWatch: 'Mở trang xem',
	nextTry: (when: string) => `Tự thử lại ${when}`, retry: 'Thử lại ngay', retrying: 'Đã nhận, sẽ thử lại ngay.',
	sha: 'Mã kiểm tra SHA-256', shaHint: 'Để chắc rằng tệp tải về giống hệt tệp trên máy chủ.',
	copy: 'Sao chép', copied: 'Đã sao chép', copyFailed: 'Không sao chép được; xin bôi đen rồi chép tay.',
	parts: 'Các phần', noParts: 'Không có phần nào',
	noPartsHint: 'Mỗi lần bấm Chuyển trong kịch bản khi đang phát sẽ thành một phần của bản ghi.',
	gaps: 'Những đoạn thiếu', noGaps: 'Không thiếu đoạn nào.',
	gap: (length: string, clock: string) => `Thiếu ${length} lúc ${clock}`,
	gapPlace: (place: string) => `ở phút ${place} của bản ghi`,
	purge: {
		action: 'Xoá bản ghi', title: 'Xoá hẳn bản ghi này?',
		what: (size: string) => `Tệp MP4 và mọi đoạn video (${size}) bị xoá khỏi máy chủ.`,
		watch: 'Khách không xem lại được nữa.', never: 'Không lấy lại được. Nếu cần giữ, hãy tải về trước.',
		word: 'xoá', type: (word: string) => `Gõ chữ “${word}” để xác nhận`, confirm: 'Xoá hẳn'
	},
	line: { title: 'Bản ghi', open: 'Xem bản ghi' },
	storage: {
		title: 'Lưu trữ', lead: 'Ổ đĩa giữ các buổi phát đã ghi.',
		states: { ok: 'Còn đủ chỗ', low: 'Sắp đầy', full: 'Đầy: đã ngừng ghi' },
		free: (free: string, total: string, percent: string) => `Còn trống ${free} trong ${total} (${percent})`,
		hours: (hours: number) => `Đủ chỗ ghi khoảng ${hours} giờ nữa ở mức 720p.`,
		bar: 'Phần ổ đĩa đã dùng', lowMark: (percent: string) => `Còn dưới ${percent}: nhắc`, fullMark: (percent: string) => `Còn dưới ${percent}: ngừng ghi`,
		low: (free: string) => `Ổ đĩa chỉ còn ${free} trống.`,
		lowHint: 'Phát sóng và ghi hình vẫn bình thường. Nên dọn bớt trước buổi lễ dài.',
		full: (free: string) => `Ổ đĩa đã đầy, chỉ còn ${free} trống.`,
		fullHint: 'Phát sóng không bị ảnh hưởng. Việc ghi đã ngừng, và tự ghi tiếp khi có chỗ.',
		see: 'Xem lưu trữ',
		next: 'Sẽ xoá theo quy định lưu giữ',
		policy: (segments: number, recording: number) => `Đoạn video để xem lại được giữ ${segments} ngày, tệp MP4 được giữ ${recording} ngày, tính từ khi ghép xong.`,
		empty: 'Chưa có gì đến hạn', emptyHint: 'Bản ghi của các buổi lễ đã kết thúc sẽ hiện ở đây cùng ngày xoá.',
		what: { recording: 'Tệp MP4', segments: 'Đoạn video để xem lại' },
		on: (day: string) => `Xoá ngày ${day}`, due: 'Đến hạn, sẽ xoá ngay', sum: (size: string) => `Tổng cộng ${size}`,
		order: 'Khi ổ đĩa đầy, hệ thống lần lượt',
		steps: [
			'xoá những đoạn video cũ đã có trong một tệp MP4, kể cả phần xem lại của chúng;',
			'ngừng ghi buổi đang phát; người xem và các trang không bị ảnh hưởng;',
			'nhả phần chỗ dự phòng để cơ sở dữ liệu còn chạy;',
			'cuối cùng mới xoá những đoạn cũ nhất chưa có bản nào khác.'
		],
		dvr: (minutes: number) => `Khi đang phát, người xem lùi lại được tối đa ${minutes} phút.`
	}
};

export type RecordingWords = typeof vi;
