import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { parse } from 'yaml';

/** Every resource and property of the templates, against the specification that AWS publishes. */
const FOLDER = path.resolve(__dirname, '../../../cloudformation');
const db = loadAwsServiceSpecSync();

const INTRINSIC = /^(Ref|Fn::.*|Condition)$/;

function isIntrinsic(value: any): boolean {
  return value && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 1 && INTRINSIC.test(Object.keys(value)[0]);
}

/** The value that a Fn::If can come to; others are not looked into. */
function branches(value: any): any[] {
  if (!isIntrinsic(value)) return [value];
  return value['Fn::If'] ? value['Fn::If'].slice(1).flatMap(branches).filter((v: any) => !isIntrinsic(v)) : [];
}

function check(place: string, value: any, type: any, problems: string[]): void {
  for (const v of branches(value)) {
    switch (type.type) {
      case 'string':
      case 'date-time':
        if (typeof v !== 'string') problems.push(`${place}: no text`);
        break;
      case 'boolean':
        if (typeof v !== 'boolean') problems.push(`${place}: no boolean`);
        break;
      case 'integer':
      case 'number':
        if (typeof v !== 'number') problems.push(`${place}: no number`);
        break;
      case 'array':
        if (!Array.isArray(v)) problems.push(`${place}: no list`);
        else v.forEach((e, i) => check(`${place}[${i}]`, e, type.element, problems));
        break;
      case 'map':
        if (typeof v !== 'object') problems.push(`${place}: no map`);
        else Object.entries(v).forEach(([k, e]) => check(`${place}.${k}`, e, type.element, problems));
        break;
      case 'ref': {
        const definition = db.get('typeDefinition', type.reference.$ref);
        members(place, v, definition.properties, problems);
        break;
      }
      case 'union':
        if (!type.types.some((t: any) => { const p: string[] = []; check(place, v, t, p); return p.length === 0; })) {
          problems.push(`${place}: fits none of its types`);
        }
        break;
      case 'json':
      case 'tag':
        break;
      default:
        problems.push(`${place}: this test does not know the type ${type.type}`);
    }
  }
}

function members(place: string, value: any, properties: Record<string, any>, problems: string[]): void {
  if (typeof value !== 'object' || Array.isArray(value)) {
    problems.push(`${place}: no object`);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    if (!properties[name]) problems.push(`${place}.${name}: there is no such property`);
    else check(`${place}.${name}`, member, properties[name].type, problems);
  }
  for (const [name, property] of Object.entries(properties)) {
    if (property.required && !(name in value)) problems.push(`${place}.${name} is missing`);
  }
}

function resourceProblems(resources: Record<string, any>): string[] {
  const problems: string[] = [];
  for (const [id, resource] of Object.entries(resources)) {
    const found = db.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
    if (found.length !== 1) problems.push(`${id}: there is no ${resource.Type}`);
    else members(id, resource.Properties ?? {}, found[0].properties, problems);
  }
  return problems;
}

for (const file of fs.readdirSync(FOLDER).filter((f) => f.endsWith('.yaml'))) {
  test(`${file} has resources and properties that exist`, () => {
    const template = parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));
    assert.deepEqual(resourceProblems(template.Resources), []);
    const pack = template.Resources.ConformancePack;
    if (pack) {
      assert.deepEqual(resourceProblems(parse(pack.Properties.TemplateBody).Resources), []);
    }
  });

  test(`${file} refers to what it declares`, () => {
    const template = parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));
    const names = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
    const unknown: string[] = [];
    const walk = (value: any): void => {
      if (Array.isArray(value)) value.forEach(walk);
      else if (value && typeof value === 'object') {
        if (typeof value.Ref === 'string' && !value.Ref.startsWith('AWS::') && !names.has(value.Ref)) unknown.push(value.Ref);
        if (Array.isArray(value['Fn::GetAtt']) && !names.has(value['Fn::GetAtt'][0])) unknown.push(value['Fn::GetAtt'][0]);
        if (typeof value['Fn::Sub'] === 'string') {
          for (const match of value['Fn::Sub'].matchAll(/\$\{([A-Za-z0-9:]+)(\.[A-Za-z0-9.]+)?\}/g)) {
            if (!match[1].startsWith('AWS::') && !names.has(match[1])) unknown.push(match[1]);
          }
        }
        Object.values(value).forEach(walk);
      }
    };
    walk(template);
    assert.deepEqual(unknown, []);
  });
}

test('a property that does not exist is found', () => {
  assert.deepEqual(resourceProblems({ A: { Type: 'AWS::Logs::LogGroup', Properties: { Retention: 1 } } }), [
    'A.Retention: there is no such property',
  ]);
});
