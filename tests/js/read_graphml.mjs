// Reads GraphML from standard input with graphology and prints nodes and edges as JSON.
import {readFileSync} from 'node:fs';
import Graph from 'graphology';
import {parse} from 'graphology-graphml';

const graph = parse(Graph, readFileSync(0, 'utf8'));
const nodes = graph.mapNodes((id, attributes) => ({id, ...attributes}));
const edges = graph.mapEdges((id, attributes, source, target) => ({id, source, target, ...attributes}));
console.log(JSON.stringify({nodes, edges}));
