package dev.gatehouse.useractions;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Person;
import dev.gatehouse.names.PersonId;

/** Who lives where, for tests. */
public final class Residents {
    public static final BlockName BLOCK_A = new BlockName("block-a");
    public static final BlockName BLOCK_B = new BlockName("block-b");
    public static final Person ANNA = new Person(new PersonId("anna"), BLOCK_A);
    public static final Person BERT = new Person(new PersonId("bert"), BLOCK_B);

    private Residents() {}
}
