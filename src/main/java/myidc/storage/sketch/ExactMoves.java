package myidc.storage.sketch;

import java.util.Optional;

/**
 * The least that must be copied away to free so many bytes, by trying every choice of volumes: only for so few of them that
 * this takes a moment. Says how far from it the choice of {@link Moves} is.
 */
public final class ExactMoves {
    /** 4,096 choices. */
    public static final int VOLUMES_MOST = 12;

    private ExactMoves() {}

    /** What the best choice frees and copies; empty when there are too many volumes to try, or all free too little. */
    public static Optional<Best> toFree(Sharing sharing, double bytes) {
        int volumes = sharing.volumes();
        if (volumes > VOLUMES_MOST) {
            return Optional.empty();
        }
        Optional<Best> best = Optional.empty();
        byte[] in = new byte[volumes];
        for (int choice = 1; choice < 1 << volumes; choice++) {
            for (int volume = 0; volume < volumes; volume++) {
                in[volume] = (byte) (choice >>> volume & 1);
            }
            Figures figures = sharing.group(in);
            double copied = figures.standalone().value();
            if (figures.reclaimable().value() >= bytes
                    && (best.isEmpty() || copied < best.get().copied())) {
                best = Optional.of(new Best(figures.reclaimable().value(), copied));
            }
        }
        return best;
    }

    /** Bytes by their estimates' values. */
    public record Best(double freed, double copied) {}
}
