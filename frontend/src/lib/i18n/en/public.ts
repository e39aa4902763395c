import { plural } from '../time.ts';
import type { PublicWords } from '../vi/public.ts';

export const en: PublicWords = {
	brand: 'Nhịp Cầu',
	otherLanguage: 'Tiếng Việt',
	switchLanguage: 'Chuyển sang tiếng Việt',
	skip: 'Skip to the main content',
	offline: 'You are offline. This page will update itself when the network is back.',
	retry: 'Try again',
	loading: 'Loading…',
	home: 'Back to the calendar',
	notFound: 'This page was not found',
	notFoundHint: 'The address may be mistyped, or the ceremony is not published yet.',
	broken: 'Something went wrong on this page',
	brokenHint: 'Please reload it. If that does not help, come back in a few minutes.',
	failed: {
		offline: 'No network connection',
		offlineHint: 'Check the Wi-Fi or mobile data, then try again.',
		server: 'The server did not answer',
		serverHint: 'Please try again in a moment.'
	},
	kinds: {
		flag_raising: 'Flag raising', commemoration: 'Commemoration', anniversary: 'Anniversary',
		award: 'Award ceremony', conference: 'Conference', festival: 'Festival', other: 'Ceremony'
	},
	segments: {
		opening: 'Opening', flag: 'Flag salute', anthem: 'National anthem', speech: 'Speech', wreath: 'Incense and flowers',
		silence: 'Minute of silence', film: 'Documentary film', performance: 'Performance', award: 'Awards',
		closing: 'Closing', other: 'Other'
	},
	states: { scheduled: 'Upcoming', live: 'On air', ended: 'Ended', cancelled: 'Cancelled' },
	watch: {
		viewers: (count) => `${count} watching`,
		startsIn: 'Starts in',
		days: 'days', hours: 'hours', minutes: 'min', seconds: 'sec',
		before: 'The ceremony has not started',
		soon: 'The ceremony is about to start',
		soonHint: 'The picture appears by itself as soon as there is a signal. No need to reload.',
		onAir: 'Live',
		interrupted: 'The programme will continue in a moment',
		interruptedHint: 'Please stay on this page. The picture comes back by itself.',
		over: 'The ceremony is over',
		overHint: 'Thank you for watching.',
		cancelled: 'The ceremony was cancelled',
		cancelledHint: 'Please see the calendar for other ceremonies.',
		loadingPicture: 'Loading the picture…',
		noPlayer: 'This browser cannot play the live picture. Please use a newer one.',
		play: 'Play', pause: 'Pause', mute: 'Mute', unmute: 'Turn on sound', fullscreen: 'Full screen',
		toLive: 'Go to live', back: 'See the last part again', again: 'Watch the ceremony',
		tapToPlay: 'Tap to watch',
		player: 'Live picture',
		nowOn: 'On now',
		rundown: 'Programme',
		rundownOpen: 'Show the whole programme',
		rundownClose: 'Show less',
		items: (count) => plural(count, 'item')
	},
	comments: {
		title: 'Comments',
		empty: 'No comments yet',
		emptyHint: 'Be the first to send your wishes.',
		emptyClosed: 'Comments are closed.',
		closed: {
			closed: 'The organizers have closed the comments.', cancelled: 'The ceremony was cancelled; there are no comments.',
			over: 'The ceremony is over and the comments have come to an end. Thank you.',
			early: 'Comments are not open yet.',
			unpublished: 'The ceremony is not published yet, so there are no comments.'
		},
		sending: 'Sending…',
		waitingLine: 'Will be sent when you are online',
		pending: 'Awaiting review',
		hidden: 'Not shown',
		refused: 'Not sent',
		again: 'Send again',
		drop: 'Discard',
		pinned: 'Pinned',
		you: 'You',
		organizers: (page) => `from ${page}`,
		fresh: (count) => plural(count, 'new comment'),
		toEnd: 'To the newest',
		reconnecting: 'Reconnecting…'
	}
};
