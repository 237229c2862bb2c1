package dev.gatehouse.catalog;

import java.util.List;

import org.yaml.snakeyaml.nodes.Node;

/** Collects the problems of one descriptor. */
record Reporter(String file, List<Problem> problems) {
    void at(int line, String message) {
        problems.add(new Problem(file, line, message));
    }

    void at(Node node, String message) {
        at(line(node), message);
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
