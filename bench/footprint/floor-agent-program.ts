import * as fastifySwagger from '@fastify/swagger'
import * as grpc from '@grpc/grpc-js'
import Database from 'better-sqlite3'
import * as chineseDays from 'chinese-days'
import fastify from 'fastify'
import { pino } from 'pino'
import * as pinyinPro from 'pinyin-pro'
import * as typebox from 'typebox'

/** The libraries an agent stands on, an open database and one route: what remains of an agent without us. */
const kept = [fastifySwagger, grpc, chineseDays, pinyinPro, typebox]
const database = new Database(':memory:')
const app = fastify({ loggerInstance: pino({ level: 'silent' }) })
app.get('/healthz', async () => ({ libraries: kept.length, sqlite: database.pragma('user_version') }))
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })
process.once('SIGTERM', () => process.exit(0))
