/** Whether this reader has asked for sound: outlives every picture of this visit, so that none comes back silent. */
export const sound = { wanted: false };
