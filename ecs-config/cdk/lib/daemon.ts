import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnService, CfnTaskDefinition, ICluster } from 'aws-cdk-lib/aws-ecs';
import { Policy, PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { json } from './files';

export interface DaemonProps {
  readonly cluster: ICluster;
  /** The image, with its digest. */
  readonly image: string;
  /** What it does where it finds drift. Default: fix. */
  readonly mode?: 'audit' | 'fix';
  /** More words after `ecs-harden watch`. */
  readonly options?: string[];
  /** How long its log is kept. Default: a month. */
  readonly logRetention?: RetentionDays;
}

/** The daemon service of ecs-harden on each container instance of a cluster; its task definition is that of ecs-config/ecs. */
export class Daemon extends Construct {
  readonly taskRole: Role;
  readonly service: CfnService;

  constructor(scope: Construct, id: string, props: DaemonProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const words = { REGION: stack.region, ACCOUNT: stack.account };
    const logs = new LogGroup(this, 'Logs', {
      retention: props.logRetention ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.taskRole = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com', {
        conditions: json('iam/task-role-trust.json', words).Statement[0].Condition,
      }),
    });
    new Policy(this, 'Report', {
      document: PolicyDocument.fromJson(json('iam/report.json')),
      roles: [this.taskRole],
    });

    const definition = json('ecs/task-definition.json');
    const container = definition.containerDefinitions[0];
    container.image = props.image;
    container.command[container.command.indexOf('--mode') + 1] = props.mode ?? 'fix';
    container.command.push(...(props.options ?? []));
    container.logConfiguration.options['awslogs-group'] = logs.logGroupName;
    container.logConfiguration.options['awslogs-region'] = stack.region;
    const task = new CfnTaskDefinition(this, 'Task', { ...definition, taskRoleArn: this.taskRole.roleArn });

    const { enableECSManagedTags, ...service } = json('ecs/service.json');
    this.service = new CfnService(this, 'Service', {
      ...service,
      enableEcsManagedTags: enableECSManagedTags,
      cluster: props.cluster.clusterArn,
      taskDefinition: task.ref,
    });
  }
}
