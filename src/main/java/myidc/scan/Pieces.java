package myidc.scan;

import java.util.ArrayList;
import java.util.List;
import myidc.storage.sketch.Chunking;

/**
 * Cuts the work into pieces that workers take in turn. A large file's parts begin and end at multiples of the longest
 * fixed chunk, so fixed chunks are those of one pass over it; content-defined chunking begins anew with each part.
 */
final class Pieces {
    static final long PART = 64 << 20;

    private static final long GRID = Chunking.BYTES_MOST;
    private static final long BATCH_BYTES = 8 << 20;
    private static final int BATCH_FILES = 1_000;

    private final DataFile.Opening opening;
    private final int settings;
    private final List<FileWork.Piece> pieces = new ArrayList<>();
    private List<FileWork> batch = new ArrayList<>();
    private long batchBytes;

    private Pieces(DataFile.Opening opening, int settings) {
        this.opening = opening;
        this.settings = settings;
    }

    static List<FileWork.Piece> of(List<FileWork> files, DataFile.Opening opening, int settings) {
        Pieces pieces = new Pieces(opening, settings);
        for (FileWork file : files) {
            pieces.add(file);
        }
        pieces.endBatch();
        return pieces.pieces;
    }

    private void add(FileWork file) {
        if (file.stamp.size() > PART) {
            endBatch();
            parts(file);
            return;
        }
        boolean other = !batch.isEmpty() && batch.getFirst().volume != file.volume;
        if (other || batchBytes + file.stamp.size() > BATCH_BYTES || batch.size() == BATCH_FILES) {
            endBatch();
        }
        batch.add(file);
        batchBytes += file.stamp.size();
    }

    private void endBatch() {
        if (!batch.isEmpty()) {
            pieces.add(new FileWork.Piece(batch, FileWork.Piece.WHOLE));
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }

    /** The file's parts; those already done when an interrupted scan goes on are left out. */
    private void parts(FileWork file) {
        if (file.counted.isEmpty()) {
            file.withAccumulators(settings);
        }
        List<DataFile.Extent> parts = new ArrayList<>();
        for (DataFile.Extent extent : onGrid(opening.extents(file.path, file.stamp.size()), file.stamp.size())) {
            for (long from = extent.from(); from < extent.end(); from = from / PART * PART + PART) {
                parts.add(new DataFile.Extent(from, Math.min(extent.end(), from / PART * PART + PART)));
            }
        }
        parts.removeAll(file.done);
        if (parts.isEmpty()) {
            parts.add(new DataFile.Extent(0, 0));
        }
        file.partsLeft.set(parts.size());
        parts.forEach(part -> pieces.add(new FileWork.Piece(List.of(file), part)));
    }

    /** Widened to the grid, and what then touches joined. */
    static List<DataFile.Extent> onGrid(List<DataFile.Extent> extents, long size) {
        List<DataFile.Extent> wide = new ArrayList<>();
        for (DataFile.Extent extent : extents) {
            long from = extent.from() / GRID * GRID;
            long end = Math.min(size, (extent.end() + GRID - 1) / GRID * GRID);
            if (!wide.isEmpty() && wide.getLast().end() >= from) {
                DataFile.Extent last = wide.removeLast();
                wide.add(new DataFile.Extent(last.from(), Math.max(last.end(), end)));
            } else {
                wide.add(new DataFile.Extent(from, end));
            }
        }
        return wide;
    }
}
