package myidc.network.files;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Reads what of RouterOS's command language a file of address lists may be written in, and refuses all else: no program of
 * MikroTik's that checks a file can be had, so its grammar is held here as its manual states it.
 * Source: help.mikrotik.com, RouterOS, Scripting (line structure, escape sequences) and Firewall, Address-lists.
 */
record RouterOsScript(List<Entry> entries, Set<String> emptied) {
    /** The manual's escape sequences; two hexadecimal digits in capitals are the others. */
    private static final Map<Character, Character> ESCAPES = Map.ofEntries(
            Map.entry('"', '"'),
            Map.entry('\\', '\\'),
            Map.entry('$', '$'),
            Map.entry('?', '?'),
            Map.entry('_', ' '),
            Map.entry('n', '\n'),
            Map.entry('r', '\r'),
            Map.entry('t', '\t'),
            Map.entry('a', '\u0007'),
            Map.entry('b', '\b'),
            Map.entry('f', '\f'),
            Map.entry('v', '\u000b'));

    private static final Map<String, Integer> MENUS =
            Map.of("/ip firewall address-list", 4, "/ipv6 firewall address-list", 6);

    private static final Set<String> FIELDS =
            Set.of("list", "address", "comment", "disabled", "timeout", "dynamic", "copy-from", "place-before");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f.:]{2,45}(/[0-9]{1,3})?");

    /** Reads a script; says in which line what is wrong. */
    static RouterOsScript read(String text) {
        Reading reading = new Reading();
        int number = 0;
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("The last line is not ended");
        }
        for (String line : text.split("\n", -1)) {
            number++;
            try {
                reading.line(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return new RouterOsScript(reading.entries, reading.emptied);
    }

    /** One address of one list. */
    record Entry(int family, String list, String address, String comment) {}

    private static final class Reading {
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> emptied = new LinkedHashSet<>();
        private final Set<String> seen = new LinkedHashSet<>();
        private int family;

        void line(String line) {
            if (line.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException("only printable ASCII is the same on every console");
            }
            if (line.isBlank() || line.startsWith("#")) {
                return;
            }
            if (line.startsWith("/")) {
                Integer menu = MENUS.get(line);
                if (menu == null) {
                    throw new IllegalArgumentException("no menu of address lists: " + line);
                }
                family = menu;
                return;
            }
            if (family == 0) {
                throw new IllegalArgumentException("a command before any menu");
            }
            Words words = new Words(line);
            String command = words.bare(Character::isLetter);
            switch (command) {
                case "add" -> add(words.fields());
                case "remove" -> emptied.add(words.found());
                default -> throw new IllegalArgumentException("no such command: " + command);
            }
        }

        private void add(Map<String, String> fields) {
            String list = fields.getOrDefault("list", "");
            String address = fields.getOrDefault("address", "");
            if (!NAME.matcher(list).matches()) {
                throw new IllegalArgumentException("list is missing or has other characters: " + list);
            }
            if (family != familyOf(address)) {
                throw new IllegalArgumentException("address is not one of this menu: " + address);
            }
            // RouterOS answers "already have such entry" and stops the import there.
            if (!seen.add(list + " " + address.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("already have such entry: " + list + " " + address);
            }
            if (!emptied.contains(list)) {
                throw new IllegalArgumentException("added to before it was emptied: " + list);
            }
            entries.add(new Entry(family, list, address, fields.getOrDefault("comment", "")));
        }

        private static int familyOf(String address) {
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException("no address: " + address);
            }
            int slash = address.indexOf('/');
            int bytes = InetAddress.ofLiteral(slash < 0 ? address : address.substring(0, slash))
                    .getAddress()
                    .length;
            if (slash >= 0 && Integer.parseInt(address.substring(slash + 1)) > bytes * 8) {
                throw new IllegalArgumentException("no prefix length of an address: " + address);
            }
            return bytes == 4 ? 4 : 6;
        }
    }

    /** The words of one line, left to right. */
    private static final class Words {
        private final String line;
        private int at;

        Words(String line) {
            this.line = line;
        }

        String bare(IntPredicate wanted) {
            int from = at;
            while (at < line.length() && wanted.test(line.charAt(at))) {
                at++;
            }
            if (from == at) {
                throw new IllegalArgumentException("a word is missing at column " + (at + 1));
            }
            return line.substring(from, at);
        }

        /** {@code key=value} up to the end, each key once and known. */
        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            while (at < line.length()) {
                expect(' ');
                String key = bare(c -> Character.isLetter(c) || c == '-');
                expect('=');
                if (!FIELDS.contains(key)) {
                    throw new IllegalArgumentException("expected end of command: unknown " + key);
                }
                if (fields.put(key, value()) != null) {
                    throw new IllegalArgumentException("twice: " + key);
                }
            }
            return fields;
        }

        /** {@code [find list=NAME]} and nothing after it. */
        String found() {
            for (char c : " [find list=".toCharArray()) {
                expect(c);
            }
            String list = value();
            expect(']');
            if (at < line.length()) {
                throw new IllegalArgumentException("expected end of command at column " + (at + 1));
            }
            return list;
        }

        private String value() {
            if (at < line.length() && line.charAt(at) == '"') {
                return quoted();
            }
            // Delimiters and operators of the language end a bare word, so none may be meant as part of it.
            return bare(c -> Character.isLetterOrDigit(c) || "_.:/-".indexOf(c) >= 0);
        }

        private String quoted() {
            StringBuilder text = new StringBuilder();
            for (at++; at < line.length(); at++) {
                char c = line.charAt(at);
                if (c == '"') {
                    at++;
                    return text.toString();
                }
                if (c == '$' || c == '?') {
                    throw new IllegalArgumentException(c + " is not escaped at column " + (at + 1));
                }
                text.append(c == '\\' ? escaped() : c);
            }
            throw new IllegalArgumentException("a quotation mark is not closed");
        }

        private char escaped() {
            at++;
            String rest = line.substring(Math.min(at, line.length()));
            if (rest.matches("[0-9A-F]{2}.*")) {
                at++;
                return (char) Integer.parseInt(rest.substring(0, 2), 16);
            }
            Character meant = rest.isEmpty() ? null : ESCAPES.get(rest.charAt(0));
            if (meant == null) {
                throw new IllegalArgumentException("no escape sequence at column " + at);
            }
            return meant;
        }

        private void expect(char wanted) {
            if (at >= line.length() || line.charAt(at) != wanted) {
                throw new IllegalArgumentException("expected '" + wanted + "' at column " + (at + 1));
            }
            at++;
        }
    }
}
