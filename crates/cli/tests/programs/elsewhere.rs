//! Users for other products, as parsers that are not ours read them.

use crate::{
    foreign::Python,
    place::Place,
    staff::{everybody, place},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, path::PathBuf};

/// Everybody was invited, and is written for every product.
fn written(python: &Python) -> (Place, Vec<PathBuf>) {
    let place = place();
    let folder = place.path("filled");
    std::fs::create_dir(&folder).unwrap();
    let made = python.run("fill.py", &[&place.path("template.xlsx"), &folder], &everybody());
    place.run(["import", folder.join(made[0].as_str().unwrap()).to_str().unwrap()]).done();
    let products = [("entra", "csv"), ("google", "csv"), ("okta", "csv"), ("ldif", "ldif"), ("scim", "json")];
    let files = products.map(|(product, ending)| {
        let path = place.path(&format!("{product}.{ending}"));
        place.run(["export", path.to_str().unwrap(), "--to", product]).done();
        path
    });
    (place, files.to_vec())
}

/// The texts of one column.
fn column(people: &Value, at: usize) -> Vec<&str> {
    people.as_array().unwrap().iter().map(|person| person[at].as_str().unwrap_or_default()).collect()
}

#[test]
fn every_file_for_another_product_names_everybody_once_whoever_reads_it() {
    let Some(python) = Python::find("users for other products") else { return };
    let (place, files) = written(&python);
    let paths: Vec<_> = files.iter().map(PathBuf::as_path).collect();
    let seen = python.run("elsewhere.py", &paths, &json!(null));
    let own = place.json(["users", "--limit", "1000"], 0);
    let users = own["users"].as_array().unwrap();
    let addresses: Vec<_> = users.iter().map(|user| user["email"].as_str().unwrap()).collect();
    let names: Vec<_> = users.iter().map(|user| user["name"].as_str().unwrap_or_default()).collect();
    let neutral =
        |name: &str| if name.starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name.to_owned() };
    for (product, name_at) in [("entra", None), ("google", None), ("okta", Some(2)), ("scim", Some(1))] {
        let people = &seen[product];
        assert_eq!(column(people, 0), addresses, "{product}");
        let Some(at) = name_at else { continue };
        let expected: Vec<_> =
            names.iter().map(|name| if product == "scim" { (*name).to_owned() } else { neutral(name) }).collect();
        assert_eq!(column(people, at), expected, "{product}");
    }
    assert!(column(&seen["google"], 3).iter().all(|password| *password == "****"));
    assert!([1, 2].iter().all(|at| !column(&seen["google"], *at).contains(&"")), "nobody is without a name");
    let people = &seen["ldif"][0];
    assert_eq!((column(people, 0), column(people, 1)), (addresses, names));
    let groups: BTreeSet<&str> = users
        .iter()
        .flat_map(|user| user["assignments"].as_array().unwrap())
        .map(|assignment| assignment["group"].as_str().unwrap())
        .collect();
    let told: BTreeSet<&str> = seen["ldif"][1].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(told, groups);
}
