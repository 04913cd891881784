package myidc.inventory;

import myidc.shared.Refusal;

/** Every way the inventory says no. */
public enum InventoryRefusal implements Refusal {
    SITE_NAME_TAKEN(Kind.CONFLICT),
    RACK_NAME_TAKEN(Kind.CONFLICT),
    SITE_UNKNOWN(Kind.INVALID),
    RACK_NOT_FOUND(Kind.NOT_FOUND);

    private final Kind kind;

    InventoryRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String context() {
        return "inventory";
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
