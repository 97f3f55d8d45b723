#!/usr/bin/env node
console.log("liquidus");
