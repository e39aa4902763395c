/** How near to the newest picture: a stall takes the player further back, and a calm while brings it near again. Times in ms. */
export interface Near {
	/** Since when it is further back; null: it is near. */
	far: number | null;
	/** So long without a stall before it comes near again; doubled where that was too soon. */
	calm: number;
	/** Whether it came near again before. */
	tried: boolean;
}

export const NEAR_S = 1.5;
const CALM_MS = 20_000;
const MOST_MS = 640_000;

export const near = (): Near => ({ far: null, calm: CALM_MS, tried: false });

/** What was loaded ran out. */
export const ranOut = (at: Near, now: number): Near => ({
	far: now,
	calm: at.tried ? Math.min(at.calm * 2, MOST_MS) : at.calm,
	tried: false
});

/** Time to come near again. */
export const isCalm = (at: Near, now: number): boolean => at.far !== null && now - at.far >= at.calm;

export const returned = (at: Near): Near => ({ ...at, far: null, tried: true });
