/** What makes a line in the incident log, as one text: it changes when there may be news, and not with every figure. */
import type { Broadcast } from '#lib/api/types.ts';

type Seen = Pick<Broadcast, 'version' | 'desired' | 'relays' | 'sources' | 'alerts'> & { program: Pick<Broadcast['program'], 'state' | 'showing'> };

export function turns(broadcast: Seen): string {
	const { version, desired, program, relays, sources, alerts } = broadcast;
	const pages = relays.map((relay) => `${relay.page.id}${relay.desired}${relay.state}${relay.last_error?.code ?? ''}${relay.facts.person?.at ?? ''}`);
	const raised = alerts.map((it) => `${it.id}${it.until ?? ''}${it.acknowledged_at ?? ''}`);
	return [version, desired, program.state, JSON.stringify(program.showing), ...pages, ...raised, ...sources.map((it) => `${it.id}${it.state}`)].join(' ');
}
