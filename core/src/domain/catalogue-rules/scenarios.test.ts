import { expect, test } from 'vitest'
import type { ScenarioGroup } from '../item.js'
import { permit, told } from './item.testing.js'
import * as rules from './scenarios.js'

const group = (id: string, options: ScenarioGroup['options'], askedWhen: readonly string[] = []): ScenarioGroup => ({
  id,
  question: id,
  options,
  askedWhen,
})
const option = (id: string, ...materials: string[]) => ({ id, name: id, materials })
const asking = (...scenarioGroups: readonly ScenarioGroup[]) => ({ ...permit, scenarioGroups })

test('questions and options are told apart, options in the whole item', () => {
  expect(told(rules.scenariosAreWhole(asking(group('a', [option('x')]), group('a', [option('y')]))))).toEqual([
    'refusal id-repeated /scenarioGroups',
  ])
  expect(told(rules.scenariosAreWhole(asking(group('a', [option('x')]), group('b', [option('x')]))))).toEqual([
    'refusal id-repeated /scenarioGroups',
  ])
})

test('a question has something to choose from', () => {
  expect(told(rules.scenariosAreWhole(asking(group('a', []))))).toEqual(['refusal scenario-empty /scenarioGroups/0/options'])
})

test('an option names papers of the list, each once', () => {
  const at = 'refusal scenario-material /scenarioGroups/0/options/1/materials'
  expect(told(rules.scenariosNameMaterials(asking(group('a', [option('x', 'id-card'), option('y', 'card')]))))).toEqual([at])
  expect(told(rules.scenariosNameMaterials(asking(group('a', [option('x'), option('y', 'id-card', 'id-card')]))))).toEqual([at])
})

test('a question hangs only on answers to earlier ones', () => {
  const fine = asking(group('a', [option('x')]), group('b', [option('y')], ['x']))
  expect(told(rules.scenariosHangOnEarlierOnes(fine))).toEqual([])
  const later = asking(group('a', [option('x')], ['y']), group('b', [option('y')], ['y']))
  expect(told(rules.scenariosHangOnEarlierOnes(later))).toEqual([
    'refusal scenario-asked-when /scenarioGroups/0/askedWhen',
    'refusal scenario-asked-when /scenarioGroups/1/askedWhen',
  ])
})
