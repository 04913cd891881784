package myidc.shared.id;

/** Identity of a ssh key. */
public record SshKeyId(long value) implements Id {
    @Override
    public String kind() {
        return "sshkey";
    }

    @Override
    public String toString() {
        return text();
    }
}
