/** Words of the calendar, which the watch page does not have to load. */
export const vi = {
	tagline: 'Xem trực tiếp các buổi lễ, ngay trên điện thoại.',
	staff: 'Dành cho cán bộ',
	lookUp: 'Tra cứu kiến nghị',
	title: 'Lịch phát sóng',
	now: 'Đang phát trực tiếp',
	upcoming: 'Sắp diễn ra',
	past: 'Đã diễn ra',
	empty: 'Chưa có buổi lễ nào trong lịch',
	emptyHint: 'Các buổi lễ sắp tới sẽ hiện ở đây ngay khi được công bố.',
	noneUpcoming: 'Chưa có buổi lễ nào sắp tới được công bố.',
	watch: 'Xem trực tiếp',
	again: 'Xem lại',
	morePast: (count: number) => `Xem thêm ${count} buổi lễ đã diễn ra`
};

export type CalendarWords = typeof vi;
