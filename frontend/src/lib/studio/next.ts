/** What a person should do next about a ceremony, and where. Pure. */
import type { Ceremony } from '#lib/api/types.ts';

export type Step =
	| 'submit' | 'approve' | 'waiting' | 'publish' | 'republish' | 'prepare' | 'console' | 'comments' | 'open' | 'none';

export interface NextStep {
	step: Step;
	href: string;
}

function stepOf(ceremony: Ceremony): Step {
	const { legal_actions: legal, my_roles: roles } = ceremony;
	if (ceremony.state === 'cancelled' || ceremony.state === 'ended') return 'none';
	if (ceremony.state === 'live') {
		if (roles.includes('technician')) return 'console';
		return roles.includes('moderator') ? 'comments' : 'open';
	}
	if (legal.includes('approve')) return 'approve';
	if (legal.includes('publish') && (!ceremony.published_version || ceremony.has_unpublished_changes)) {
		return ceremony.published_version ? 'republish' : 'publish';
	}
	if (legal.includes('submit')) return 'submit';
	if (ceremony.review_state === 'in_review') return 'waiting';
	return roles.includes('technician') ? 'prepare' : 'open';
}

export function nextStep(ceremony: Ceremony): NextStep {
	const base = `/studio/c/${ceremony.slug}`;
	const step = stepOf(ceremony);
	if (step === 'console' || step === 'prepare') return { step, href: `${base}/console` };
	return { step, href: step === 'comments' ? `${base}/comments` : base };
}

export type Group = 'live' | 'today' | 'upcoming' | 'past';

/** Which part of the list a ceremony belongs to; `today` is the day's key in the unit's zone. */
export function groupOf(ceremony: Ceremony, now: number, today: string, dayOf: (iso: string) => string): Group {
	if (ceremony.state === 'live') return 'live';
	if (ceremony.state === 'ended' || ceremony.state === 'cancelled') return 'past';
	if (dayOf(ceremony.starts_at) === today) return 'today';
	return Date.parse(ceremony.ends_at) < now ? 'past' : 'upcoming';
}
