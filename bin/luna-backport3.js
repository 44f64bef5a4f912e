#!/usr/bin/env node
// Any version of Node.js reads this file, so it is written as for the oldest ones: what is newer is in the file that it loads.
var needed = [20, 19];
var found = process.versions.node.split('.').map(Number);
var names = [needed.join('.'), 'or newer; this is', process.versions.node];

if (found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1])) {
  require('./run.js');
} else {
  console.error('luna-backport3 needs Node.js', names.join(' '));
  process.exitCode = 1;
}
