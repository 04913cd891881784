package myidc.compute.event;

/**
 * When hosts of a site are called out of balance, and what a move has to gain.
 *
 * @param threshold imbalance that is let be, in points
 * @param rounds how many in a row have to be above it before moves are advised
 * @param everyMinutes how far rounds are apart
 * @param linkMbps how fast a guest goes from host to host, in Mbit/s
 * @param pointsPerMinute what a minute of copying must gain at least
 * @param moves advised at once at most
 * @param propose whether what is advised is proposed as a wave, which somebody approves or refuses
 */
public record BalanceTerms(
        int threshold, int rounds, int everyMinutes, int linkMbps, int pointsPerMinute, int moves, boolean propose) {}
