package dev.gatehouse.catalog;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.names.ServiceName;

/** The catalog as a Mermaid flowchart: who writes what, who reads it, and how it is protected. */
public final class Mermaid {
    private Mermaid() {}

    /** The text of the picture, without the fence of a Markdown block; the same catalog gives the same text. */
    public static String of(Catalog catalog) {
        var text = new StringBuilder("flowchart LR\n");
        catalog.teams().forEach(
                (service, team) -> text
                        .append("    %s[\"%s<br/>%s\"]\n".formatted(id("service", service.value()), service, team)));
        for (var topic : catalog.declared()) {
            var id = id("topic", topic.name().value());
            var key = topic.key() == KeyKind.PSEUDONYMOUS ? ", pseudonymous key" : "";
            text.append("    %s[(\"%s<br/>%s%s\")]\n".formatted(id, topic.name(), topic.protection().word(), key));
            for (ServiceName writer : topic.activeWriters())
                text.append("    %s -->|writes| %s\n".formatted(id("service", writer.value()), id));
            for (ServiceName reader : topic.readers())
                text.append("    %s -->|reads| %s\n".formatted(id, id("service", reader.value())));
        }
        return text.toString();
    }

    /** Mermaid takes no '-' and '.' in every place; neither '_' nor a capital letter is in a name, so ids stay distinct. */
    private static String id(String kind, String name) {
        return kind + "_" + name.replace('-', '_').replace(".", "P");
    }
}
