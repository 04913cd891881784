package myidc.shared.id;

/** Identity of a script that runs at a guest's first start. */
public record StackScriptId(long value) implements Id {
    @Override
    public String kind() {
        return "stackscript";
    }

    @Override
    public String toString() {
        return text();
    }
}
