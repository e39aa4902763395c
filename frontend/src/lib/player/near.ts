/** How near to the newest picture: a stall takes the player further back, and a calm while brings it near again. Times in ms. */
export const NEAR_S = 1.5;
const CALM_MS = 20_000;
const MOST_MS = 640_000;

export class Near {
	/** Since when it is further back; null: it is near. */
	#far: number | null = null;
	/** So long without a stall before it comes near again; doubled where that was too soon. */
	#calm = CALM_MS;
	#cameBack = false;

	/** What was loaded ran out. */
	ranOut(now: number): void {
		if (this.#cameBack) this.#calm = Math.min(this.#calm * 2, MOST_MS);
		this.#far = now;
		this.#cameBack = false;
	}

	/** True once, when it was calm for long enough. */
	comesBack(now: number): boolean {
		if (this.#far === null || now - this.#far < this.#calm) return false;
		this.#far = null;
		return (this.#cameBack = true);
	}
}
