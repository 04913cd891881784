package myidc.compute.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.shared.id.HostId;
import org.jspecify.annotations.Nullable;

/** Hosts that were weighed, a line each: number, score, refusal, the last two empty when there is none. */
final class CandidateLines {
    private CandidateLines() {}

    static String write(List<Candidate> candidates) {
        return candidates.stream()
                .map(each -> each.hostId().value() + " " + text(each.score()) + " " + text(each.refusal()))
                .collect(Collectors.joining("\n"));
    }

    static List<Candidate> read(String lines) {
        return lines.lines().map(CandidateLines::candidate).toList();
    }

    private static Candidate candidate(String line) {
        String[] parts = line.split(" ", -1);
        return new Candidate(
                new HostId(Long.parseLong(parts[0])),
                parts[1].isEmpty() ? null : new BigDecimal(parts[1]),
                parts[2].isEmpty() ? null : parts[2]);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
