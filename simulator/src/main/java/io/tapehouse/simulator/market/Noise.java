package io.tapehouse.simulator.market;

/**
 * Seeded noise that is a function of its position: any point can be had without the points before
 * it, so that files come out the same in whatever order they are asked for.
 */
public final class Noise {

  private Noise() {}

  /** Scrambles a number; neighbouring numbers give unrelated results. */
  public static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A smooth curve through random values in [-1, 1) at the whole numbers. */
  static double smooth(long seed, double position) {
    double floor = Math.floor(position);
    double part = position - floor;
    double weight = part * part * (3 - 2 * part);
    long lattice = (long) floor;
    return at(seed, lattice) * (1 - weight) + at(seed, lattice + 1) * weight;
  }

  /** Octaves of ever finer and weaker noise: locally it looks like a random walk. */
  public static double walk(long seed, double position, int octaves) {
    double sum = 0;
    double scale = 1;
    double weight = 1;
    for (int octave = 0; octave < octaves; octave++) {
      sum += weight * smooth(seed + 0x632BE59BD9B4E019L * octave, position * scale);
      scale *= 2;
      weight *= Math.sqrt(0.5);
    }
    return sum;
  }

  private static double at(long seed, long lattice) {
    return (mix(seed ^ mix(lattice)) >> 11) * 0x1.0p-52;
  }
}
