/** Words of the charts: what leaves the machine, and what its processors do. */
export const vi = {
	title: 'Đường truyền và máy', machine: 'Máy', nothing: 'chưa có số liệu',
	none: 'Chưa có số liệu: tiến trình điều khiển chưa chạy trong 15 phút qua.',
	stopped: (time: string) => `Số liệu dừng từ ${time}: tiến trình điều khiển không báo gì thêm.`,
	notAsked: 'Không hỏi được số liệu mới, đang thử lại.',
	range: (least: string, most: string) => `15 phút qua từ ${least} đến ${most}`,
	line: {
		title: 'Gửi đi', sent: 'tới các trang và người xem', limit: 'đường truyền chở được',
		unknown: 'Chưa biết đường truyền chở được bao nhiêu',
		easy: (limit: string) => `Đủ: đường truyền chở được ${limit}`,
		busy: (limit: string) => `Gần hết: đường truyền chở được ${limit}`,
		full: (limit: string) => `Hết đường truyền ${limit}: trang ưu tiên thấp phải chờ`
	},
	cpu: {
		title: (cores: number) => `Bộ xử lý, ${cores} nhân`, machine: 'cả máy', own: 'riêng việc phát sóng',
		says: { unknown: 'Đang đo', easy: 'Còn thong thả', busy: 'Bận', full: 'Quá tải: tắt bớt việc khác trên máy này' }
	}
};

export type LoadWords = typeof vi;
