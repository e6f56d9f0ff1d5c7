package io.launchlog.faults.invariant;

import io.launchlog.faults.ledger.Row;
import io.launchlog.faults.ledger.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** I6: compares what clients of the API have paged through with what is stored. */
public final class OrderCheck {

    private final Tally tally = new Tally(Invariant.I6);
    private final Map<String, List<Row>> expected = new TreeMap<>();

    public OrderCheck(List<Stored> stored) {
        for (Stored document : stored) {
            expected.computeIfAbsent(document.row().service(), _ -> new ArrayList<>())
                    .add(document.row());
        }
        expected.values().forEach(rows -> rows.sort(Row.ORDER));
    }

    /** Project and service of everything that is stored. */
    public List<String> services() {
        return List.copyOf(expected.keySet());
    }

    /** How many events of the service are stored. */
    public int expected(String service) {
        return expected.getOrDefault(service, List.of()).size();
    }

    /** A walk did not come to its end. */
    public void failed(String how) {
        tally.check(false, how);
    }

    /** An event as the API shows it. */
    public record Seen(long occurTime, String text) {}

    /**
     * One walk from the first page to the last.
     *
     * @param service project and service
     * @param total what the API says that there are
     */
    public void walked(String service, boolean descending, long total, List<Seen> seen) {
        List<Row> ascending = expected.getOrDefault(service, List.of());
        List<Row> rows = descending ? ascending.reversed() : ascending;
        tally.check(total == rows.size(), service + ": the API counts " + total + " of " + rows.size() + " events");
        for (int i = 0; i < Math.max(rows.size(), seen.size()); i++) {
            String wanted = i < rows.size()
                    ? rows.get(i).occurTime() + " " + rows.get(i).text()
                    : "none";
            String found = i < seen.size()
                    ? seen.get(i).occurTime() + " " + seen.get(i).text()
                    : "none";
            tally.check(found.equals(wanted), service + ": event " + i + " is " + found + " instead of " + wanted);
        }
    }

    public Verdict verdict() {
        return tally.verdict();
    }
}
