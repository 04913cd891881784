package myidc.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import myidc.storage.sketch.Accumulator;
import myidc.storage.sketch.Counted;
import org.jspecify.annotations.Nullable;

/** What the workers counted of all volumes so far, and what does not count. */
final class Tallied {
    private final Live live;
    private final List<String> volumes;
    private final List<List<Accumulator>> counted = new ArrayList<>();
    private final List<NotCounted> notCounted = new ArrayList<>();
    private final List<FileWork> done = new ArrayList<>();
    private final Map<String, Long> doneEarlier = new HashMap<>();
    private volatile boolean outOfMemory;
    private volatile @Nullable RuntimeException broken;

    Tallied(Live live, List<String> volumes, int settings) {
        this.live = live;
        this.volumes = volumes;
        for (int volume = 0; volume < volumes.size(); volume++) {
            counted.add(Stream.generate(Accumulator::new).limit(settings).toList());
        }
    }

    Live live() {
        return live;
    }

    /** Adds to a volume, by setting. */
    void add(int volume, List<Counted> more, long holes) {
        for (int setting = 0; setting < more.size(); setting++) {
            counted.get(volume).get(setting).add(more.get(setting).withHoles(holes));
        }
    }

    /** Adds a part to its file, which counts later. */
    void part(FileWork file, DataFile.Extent part, List<Counted> more) {
        for (int setting = 0; setting < more.size(); setting++) {
            file.counted.get(setting).add(more.get(setting));
        }
        synchronized (file) {
            file.done.add(part);
        }
    }

    /** A large file was read unchanged. */
    void large(FileWork file) {
        long data = file.done.stream().mapToLong(DataFile.Extent::length).sum();
        List<Counted> all = file.counted.stream().map(Accumulator::sum).toList();
        add(file.volume, all, file.stamp.size() - data);
        file.counted.clear();
        done(file);
    }

    synchronized void done(FileWork file) {
        done.add(file);
    }

    /** An earlier run of this scan read it. */
    synchronized void doneEarlier(String key, long stamp) {
        doneEarlier.put(key, stamp);
    }

    synchronized Map<String, Long> doneEarlier() {
        return Map.copyOf(doneEarlier);
    }

    synchronized void failed(FileWork file, NotCounted.Reason reason, String detail) {
        notCounted.add(new NotCounted(volumes.get(file.volume), file.path.toString(), reason, detail));
    }

    synchronized void failed(List<NotCounted> more) {
        notCounted.addAll(more);
    }

    void outOfMemory() {
        outOfMemory = true;
        live.stop();
    }

    /** A worker met what nobody foresaw: no figure of this scan is right. */
    void broken(RuntimeException by) {
        broken = by;
        live.stop();
    }

    void throwIfBroken() {
        RuntimeException by = broken;
        if (by != null) {
            throw by;
        }
    }

    boolean isOutOfMemory() {
        return outOfMemory;
    }

    synchronized List<FileWork> done() {
        return List.copyOf(done);
    }

    synchronized List<NotCounted> notCounted() {
        return List.copyOf(notCounted);
    }

    List<String> volumes() {
        return volumes;
    }

    Counted sum(int volume, int setting) {
        return counted.get(volume).get(setting).sum();
    }
}
