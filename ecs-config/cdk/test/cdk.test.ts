import * as assert from 'node:assert/strict';
import { test } from 'node:test';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, LaunchTemplate, UserData, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AsgCapacityProvider, Cluster, EcsOptimizedImage } from 'aws-cdk-lib/aws-ecs';
import { Bootstrap, Daemon } from '../lib';

const PACKAGE = { packageUrl: 'https://example.org/ecs-harden-0.1.0-1.x86_64.rpm', sha256: 'a'.repeat(64) };

function cluster(): { stack: Stack; cluster: Cluster } {
  const stack = new Stack(new App(), 'Test', { env: { region: 'eu-central-1', account: '111122223333' } });
  const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
  return { stack, cluster: new Cluster(stack, 'Cluster', { vpc }) };
}

/** The user data of every launch template and launch configuration, as one text. */
function userData(stack: Stack): string[] {
  const resources = Object.values(Template.fromStack(stack).toJSON().Resources) as any[];
  return resources
    .filter((r) => ['AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration'].includes(r.Type))
    .map((r) => JSON.stringify(r.Properties.LaunchTemplateData?.UserData ?? r.Properties.UserData));
}

test('bootstraps an Auto Scaling group after its cluster is written, and once', () => {
  const { stack, cluster: c } = cluster();
  const group = new AutoScalingGroup(stack, 'Group', {
    vpc: c.vpc,
    instanceType: new InstanceType('m7i.large'),
    machineImage: EcsOptimizedImage.amazonLinux2023(),
  });
  c.addAsgCapacityProvider(new AsgCapacityProvider(stack, 'Provider', { autoScalingGroup: group }));
  Aspects.of(stack).add(new Bootstrap(PACKAGE));

  const all = userData(stack);

  assert.equal(all.length, 1);
  assert.equal(all[0].split('ecs-harden bootstrap $OPTIONS').length, 2);
  assert.ok(all[0].includes(PACKAGE.packageUrl));
  assert.ok(all[0].includes(PACKAGE.sha256));
  assert.ok(all[0].indexOf('ECS_CLUSTER=') < all[0].indexOf('ecs-harden bootstrap'));
});

test('bootstraps a launch template', () => {
  const { stack } = cluster();
  new LaunchTemplate(stack, 'Template', { userData: UserData.forLinux() });
  Aspects.of(stack).add(new Bootstrap({ ...PACKAGE, options: '--baseline strict' }));

  assert.ok(userData(stack)[0].includes("OPTIONS='--baseline strict'"));
});

test('refuses what a shell could run', () => {
  assert.throws(() => new Bootstrap({ ...PACKAGE, packageUrl: "https://example.org/a'; reboot; '" }), /packageUrl/);
  assert.throws(() => new Bootstrap({ ...PACKAGE, sha256: 'abc' }), /sha256/);
  assert.throws(() => new Bootstrap({ ...PACKAGE, options: '$(reboot)' }), /options/);
});

test('runs the daemon on each instance with no capability and with the least role', () => {
  const { stack, cluster: c } = cluster();
  new Daemon(stack, 'Harden', { cluster: c, image: 'example/ecs-harden@sha256:' + 'b'.repeat(64), mode: 'audit' });

  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ECS::Service', { SchedulingStrategy: 'DAEMON', LaunchType: 'EC2' });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    NetworkMode: 'host',
    ContainerDefinitions: [
      Match.objectLike({
        Image: Match.stringLikeRegexp('@sha256:'),
        Privileged: false,
        ReadonlyRootFilesystem: true,
        LinuxParameters: { Capabilities: { Drop: ['ALL'] } },
        Command: Match.arrayWith(['watch', '--mode', 'audit']),
      }),
    ],
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [Match.objectLike({ Action: ['ssm:PutComplianceItems', 'ssm:PutInventory'] })] },
  });
});
