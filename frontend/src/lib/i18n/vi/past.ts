/** Words for looking back: the past of a live ceremony, an ended one. */
export const vi = {
	player: 'Xem lại', seek: 'Vị trí đang xem', back: 'Lùi 30 giây',
	behind: (time: string) => `chậm ${time}`, of: (now: string, all: string) => `${now} / ${all}`,
	close: 'Đóng', parts: 'Các phần', jump: (title: string, time: string) => `${title}, từ ${time}`
};

export type PastWords = typeof vi;
