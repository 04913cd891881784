package myidc.inventory;

/** How far a plan is. */
enum LayoutState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    APPLIED,
    DROPPED
}
