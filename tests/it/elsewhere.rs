//! Users for other products: what their files say, and that ours reads them again.

use rollcall_app::{
    check_anywhere::Desk, check_import::Checked, export_elsewhere::Elsewhere, list_users::UserQuery,
    select_users::UserSelection,
};
use rollcall_domain::{
    import::{Column, Options},
    invitation::Answer,
};
use rollcall_testkit::TestApp;

fn all() -> UserSelection {
    UserSelection::Matching { query: UserQuery::default(), except: Vec::new() }
}

/// Names that files have trouble with, and a member among those who are invited.
async fn account() -> TestApp {
    let test = TestApp::acme().await;
    test.app.add_groups(&test.administrator().await, &["Größe, \"L\"".to_owned()]).await.unwrap();
    test.import(&[
        "zoe@x.org,\"Ünal, Zoë\",Sales/EMEA,Buyer,,de",
        "zoe@x.org,,Finance,Approver",
        "eve@x.org,\"=HYPERLINK(\"\"http://evil.example\"\")\",/,Tech",
        "bo@x.org,,\"Größe, \"\"L\"\"\",Buyer",
        "david@x.org,דוד לוי,Finance,Buyer,,fr",
    ])
    .await;
    let link = test.deliver_to_folder().await.remove("zoe@x.org").unwrap();
    test.app.answer_invitation(&link, Answer::Accept, None, None).await.unwrap().unwrap();
    test
}

async fn export(test: &TestApp, to: Elsewhere) -> String {
    let by = test.administrator().await;
    String::from_utf8(test.app.export_elsewhere(&by, &all(), to).await.unwrap()).unwrap()
}

#[tokio::test]
async fn every_table_has_a_row_a_person_and_no_formula() {
    let test = account().await;
    let google = export(&test, Elsewhere::Google).await;
    assert_eq!(google.lines().count(), 6);
    assert!(google.contains("\r\nZoë,Ünal,zoe@x.org,****,,/Finance,"), "{google}");
    assert!(google.contains("'=HYPERLINK") && !google.contains(",=") && !google.contains("\n="), "{google}");
    assert!(google.contains("\r\nbo,bo,bo@x.org,****,,\"/Größe, \"\"L\"\"\","), "{google}");
    let okta = export(&test, Elsewhere::Okta).await;
    assert!(okta.contains("zoe@x.org,Zoë,Ünal,"), "{okta}");
    let entra = export(&test, Elsewhere::Entra).await;
    let lines: Vec<_> = entra.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!((lines[0], lines.len()), ("version:v1.0", 7));
    assert!(lines.contains(&"zoe@x.org,https://myapplications.microsoft.com,true,"), "{entra}");
}

#[tokio::test]
async fn what_is_written_for_another_product_is_known_as_its_file_when_it_comes_back() {
    let test = account().await;
    let by = test.administrator().await;
    for (to, name) in
        [(Elsewhere::Entra, "Microsoft Entra"), (Elsewhere::Google, "Google Workspace"), (Elsewhere::Okta, "Okta")]
    {
        let file = test.folder().join(to.file_name());
        std::fs::write(&file, export(&test, to).await).unwrap();
        let upload = Desk::With(&test.app, &by).read_upload(&file, None).await.unwrap();
        let Checked::Columns(unclear) = test.app.check_upload(&by, upload, Options::default()).await.unwrap() else {
            panic!("no role stands in it")
        };
        let mut said = unclear.guess.clone();
        assert!(said.columns.contains(&Some(Column::Email)), "{to:?}: {said:?}");
        (said.role, said.group) = (Some("Buyer".into()), Some("Sales".into()));
        let upload = unclear.upload.saying(Some(said));
        let check = test.app.check_upload(&by, upload, Options::default()).await.unwrap().plan().unwrap();
        assert_eq!((check.draft.layout.product, check.plan.rows.len()), (Some(name), 5));
        let addresses: Vec<_> = check.draft.keys().iter().map(|key| key.as_str().to_owned()).collect();
        assert!(addresses.contains(&"zoe@x.org".to_owned()), "{addresses:?}");
    }
}

#[tokio::test]
async fn a_directory_has_each_person_once_and_each_group_with_its_members() {
    let test = account().await;
    let written = export(&test, Elsewhere::Ldif).await;
    assert!(written.starts_with("version: 1\n\ndn: o=Acme\n"), "{written}");
    assert_eq!(written.matches("objectClass: inetOrgPerson").count(), 5);
    assert_eq!(written.matches("dn: mail=zoe@x.org,ou=people,o=Acme\n").count(), 1);
    let finance = written.split("dn: cn=Finance,ou=groups,o=Acme\n").nth(1).unwrap();
    let finance = finance.split("\n\n").next().unwrap();
    assert!(finance.contains("member: mail=zoe@x.org,ou=people,o=Acme"), "{finance}");
    assert!(finance.contains("member: mail=david@x.org,ou=people,o=Acme"), "{finance}");
    assert!(written.lines().all(|line| line.is_ascii() && line.len() <= 76), "{written}");
}

#[tokio::test]
async fn an_administrator_of_a_group_writes_no_groups_of_others() {
    let test = account().await;
    let sales = test.administrator_of("Sales", "sal@acme.example").await;
    for to in Elsewhere::ALL {
        let written = String::from_utf8(test.app.export_elsewhere(&sales, &all(), to).await.unwrap()).unwrap();
        assert!(written.contains("zoe@x.org") && !written.contains("eve@x.org"), "{to:?}: {written}");
        assert!(!written.contains("Finance"), "{to:?}: {written}");
    }
}
