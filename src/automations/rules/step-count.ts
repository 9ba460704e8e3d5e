/** How many stand on one step of a map, and how many came and went. */
export interface StepCount {
  id: number;
  /** Stand here now and will go on. */
  standing: number;
  /** Of those, how many are held. */
  held: number;
  /** Were set aside here. */
  failed: number;
  /** Came here. */
  arrived: number;
  /** Left by each exit. */
  exits: number[];
}
