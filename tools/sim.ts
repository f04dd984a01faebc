// Usage: npm run sim -- --seeds N --from S     plays N stories from seed S on, and the seeds kept because they once failed
//        npm run sim -- --seed S               plays one story and prints it

import { main } from './sim/main.js'

process.exitCode = await main(process.argv.slice(2))
